import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  feedKey,
  feedPosition,
  type RecordKind,
  Repository,
} from '../../../../src/domain/ports/store/repository.js';
import type { Item } from '../../../../src/domain/ports/store/table.js';
import { embeddedStore, freshShop } from '../../../support/embedded-store.js';
import { seeded } from '../../../support/seeded.js';

const store = embeddedStore();

const Note = z.object({ id: z.string(), text: z.string() });
type Note = z.infer<typeof Note>;
const NOTE: RecordKind<Note> = {
  type: 'note',
  schema: Note,
  id: ({ id }) => id,
  key: (id) => ({ partition: 'NOTE', sort: id }),
};

function notes(shop: string, onWrite: (items: readonly Item[]) => void = () => undefined): Repository<Note> {
  return new Repository(store.table(), shop, NOTE, onWrite);
}

const note = (index: number): Note => ({ id: `n${String(index).padStart(5, '0')}`, text: `note ${index}` });

describe('records of one kind', () => {
  test('1,000 are written, told of, and found', async () => {
    const told: Item[] = [];
    const books = notes(freshShop(), (items) => told.push(...items));
    const records = Array.from({ length: 1_000 }, (_, index) => note(index));
    const progress: number[] = [];
    await books.putMany(records, new Map(), new Date(), undefined, (count) => progress.push(count));
    expect(told).toHaveLength(1_000);
    expect(progress.at(-1)).toBe(1_000);

    const found = await books.getMany([...records.map(({ id }) => id), 'n00000', 'nobody']);
    expect(found.size).toBe(1_000);
    expect(found.get('n00999')).toEqual({ record: note(999), version: 1 });
    expect(await books.get('nobody')).toBeUndefined();
  });

  test.each([
    ['none', 0],
    ['a few', 7],
    ['a third', 100],
    ['all', 300],
  ])('are found among many when %s of them is stored, and no other', async (_, stored) => {
    const random = seeded(stored);
    for (const letter of ['n', 'न', '😀']) {
      const books = notes(freshShop());
      const all = Array.from({ length: 300 }, (_, index) => ({ id: `${letter}${index}`, text: `${index}` }));
      const kept = all
        .map((record) => ({ record, place: random() }))
        .sort((a, b) => a.place - b.place)
        .slice(0, stored)
        .map(({ record }) => record);
      const between = { id: `${letter}15 and more`, text: 'not asked for' };
      await books.putMany([...kept, between], new Map(), new Date());
      const found = await books.getMany(all.map(({ id }) => id));
      expect([...found.keys()].sort()).toEqual(kept.map(({ id }) => id).sort());
    }
  });

  test('count their versions up from what is known to be stored', async () => {
    const books = notes(freshShop());
    await books.putMany([note(1), note(2)], new Map(), new Date());
    await books.putMany([{ ...note(1), text: 'changed' }, note(3)], new Map([['n00001', 1]]), new Date());
    expect(await books.get('n00001')).toEqual({ record: { ...note(1), text: 'changed' }, version: 2 });
    expect((await books.get('n00003'))?.version).toBe(1);
  });

  test('written twice with the same content are there once', async () => {
    const shop = freshShop();
    const books = notes(shop);
    const now = new Date();
    await books.putMany([note(1)], new Map(), now);
    await books.putMany([note(1)], new Map(), now);
    await expect
      .poll(async () => (await store.table().query(feedKey(shop), { index: 'feed' })).items.length)
      .toBe(1);
  });

  test('of one shop are out of reach of another', async () => {
    const [one, other] = [freshShop(), freshShop()];
    await notes(one).putMany([note(1)], new Map(), new Date());
    expect(await notes(other).get('n00001')).toBeUndefined();
    expect((await notes(other).getMany(['n00001'])).size).toBe(0);
    expect((await store.table().query(feedKey(other), { index: 'feed' })).items).toEqual([]);
  });

  test('that cannot be written are not told of', async () => {
    const told: Item[] = [];
    const books = notes(freshShop(), (items) => told.push(...items));
    const tooLarge = { ...note(1), text: 'x'.repeat(500_000) };
    await expect(books.putMany([tooLarge], new Map(), new Date())).rejects.toThrow();
    expect(told).toEqual([]);
  });
});

test('positions in the feed sort by time, and are unique by kind and id', () => {
  const [early, late] = [new Date('2026-03-31T18:29:59.999Z'), new Date('2026-03-31T18:30:00.000Z')];
  expect(feedPosition(early, 'note', 'z') < feedPosition(late, 'note', 'a')).toBe(true);
  expect(
    new Set([
      feedPosition(early, 'note', 'a'),
      feedPosition(early, 'sale', 'a'),
      feedPosition(early, 'note', 'b'),
    ]).size,
  ).toBe(3);
});
