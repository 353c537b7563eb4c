import { describe, expect, test } from 'vitest';
import type { PetFilter } from '../../../src/domain/pets/filter.js';
import { saleNotes } from '../../../src/domain/pets/saving.js';
import { embeddedStore } from '../../support/embedded-store.js';
import { clerkError } from '../../support/failures.js';
import { keyed } from '../inventory/shop.js';
import { NOON } from '../sales/shop.js';
import { choose, PETS, petShop, TODAY } from './shop.js';

const store = embeddedStore();

async function open() {
  const opened = await petShop(store.table());
  for (const { born, born_precision, ...fields } of PETS)
    await opened.save({
      ...fields,
      ...(born === undefined || born_precision === undefined ? {} : { birth: { born, born_precision } }),
    });
  return opened;
}

describe('the list', () => {
  test('meets each condition, alone and together', async () => {
    const { names, list } = await open();
    const cases: [PetFilter, string[]][] = [
      [{}, ['Bruno', 'Mimi', 'Mithu', 'Rani', 'Sheru', 'Tom']],
      [{ type: choose('dog', 'bird') }, ['Bruno', 'Mithu', 'Rani', 'Sheru']],
      [{ type: choose('!dog') }, ['Mimi', 'Mithu', 'Tom']],
      [{ type: choose('dog'), breed: choose('!pug') }, ['Bruno', 'Sheru']],
      [{ breed: choose('labrador retriever', 'persian') }, ['Bruno', 'Mimi']],
      [{ colour: choose('white', '!black') }, ['Mimi']],
      [{ size: choose('!large'), type: choose('dog') }, ['Rani', 'Sheru']],
      [{ sex: 'female' }, ['Mimi', 'Rani']],
      [{ max_price: 0 }, ['Sheru']],
      [{ min_price: 1_200_000, max_price: 2_000_000 }, ['Mimi', 'Rani']],
      [{ max_age_months: 12 }, ['Bruno', 'Mimi', 'Tom']],
      [{ max_age_months: 11 }, ['Bruno', 'Tom']],
      [{ min_age_months: 12 }, ['Mimi', 'Rani']],
      [{ min_age_months: 6, max_age_months: 6 }, ['Tom']],
      [{ vaccinated: true }, ['Bruno', 'Mimi']],
      [{ vaccinated: false }, ['Mithu', 'Rani', 'Sheru', 'Tom']],
      [{ sort: 'price_asc' }, ['Sheru', 'Mithu', 'Mimi', 'Rani', 'Bruno', 'Tom']],
      [{ sort: 'price_desc', limit: 2 }, ['Bruno', 'Rani']],
      [{ sort: 'youngest', limit: 1 }, ['Bruno']],
      [{ sort: 'oldest', limit: 2 }, ['Rani', 'Mimi']],
    ];
    for (const [filter, expected] of cases)
      expect(await names(filter), JSON.stringify(filter)).toEqual(expected);
    const { pets } = await list({
      type: choose('cat'),
      max_age_months: 12,
      colour: choose('!black'),
      vaccinated: true,
      max_price: 1_500_000,
    });
    expect(pets.map(({ why }) => why)).toEqual([
      ['cat', 'not black', 'vaccinated', '1 year old', 'INR 12000'],
    ]);
  });

  test('shows what is sold, removed and all where asked', async () => {
    const { names, save, remove } = await open();
    await save({ availability: 'sold' }, { pet: 'Bruno' });
    await save({ availability: 'reserved' }, { pet: 'Mimi' });
    await remove('Tom');
    expect(await names()).toEqual(['Mimi', 'Mithu', 'Rani', 'Sheru']);
    expect(await names({ availability: 'sold' })).toEqual(['Bruno']);
    expect(await names({ availability: 'reserved' })).toEqual(['Mimi']);
    expect(await names({ availability: 'available' })).toEqual(['Mithu', 'Rani', 'Sheru']);
    expect(await names({ availability: 'removed' })).toEqual(['Tom']);
    expect(await names({ availability: 'any' })).toEqual(['Bruno', 'Mimi', 'Mithu', 'Rani', 'Sheru']);
  });

  test('goes on from its cursor, whatever is written in between', async () => {
    const { list, save } = await open();
    for (const sort of ['name', 'price_asc', 'youngest'] as const) {
      const whole = (await list({ sort })).pets.map(({ pet }) => pet.pet_id);
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ sort, limit: 2 }, cursor);
        seen.push(...page.pets.map(({ pet }) => pet.pet_id));
        cursor = page.cursorAfter(page.pets.length);
        if (seen.length === 2) await save({ name: `Aaa ${sort}`, type: 'mouse', availability: 'sold' });
      } while (cursor !== undefined);
      expect(seen).toEqual(whole);
    }
    const cursor = (await list({ limit: 2 })).cursorAfter(2);
    expect((await clerkError(list({ limit: 2, sex: 'male' }, cursor))).field).toBe('cursor');
    expect((await clerkError(list({}, 'bm9uc2Vuc2U'))).field).toBe('cursor');
  });

  test('adds up what matches, by type and breed too; 0 is a price, none is not', async () => {
    const { list } = await open();
    expect((await list({ limit: 1 })).totals).toEqual({
      pets: 6,
      priced: 5,
      average_price: 1_130_000,
      min_price: 0,
      max_price: 2_500_000,
    });
    const { groups, pets } = await list({ aggregate: 'average_price', by: 'type' });
    expect(pets).toEqual([]);
    expect(groups?.map(({ group, pets: count, average_price: average }) => [group, count, average])).toEqual([
      ['dog', 3, 1_433_333],
      ['cat', 2, 1_200_000],
      ['bird', 1, 150_000],
    ]);
    const breeds = await list({ aggregate: 'count', by: 'breed', type: choose('cat') });
    expect(breeds.groups?.map(({ group, pets: count }) => [group, count])).toEqual([
      ['Persian', 1],
      [undefined, 1],
    ]);
  });

  test('says which single condition to leave out where nothing matches', async () => {
    const { list, save } = await open();
    const none = await list({
      type: choose('dog'),
      max_price: 1_000_000,
      min_price: 500_000,
      size: choose('large'),
    });
    expect([none.totals.pets, none.relax]).toEqual([
      0,
      [{ condition: 'max_price', gives: 1, closest: 2_500_000 }],
    ]);
    expect((await list({ type: choose('bird'), sex: 'male', size: choose('small') })).relax).toEqual([]);
    const { relax } = await list({ type: choose('cat'), colour: choose('!white'), sex: 'female' });
    expect(relax).toEqual([
      { condition: '!colour', gives: 1 },
      { condition: 'type', gives: 1 },
    ]);
    await save({ availability: 'sold' }, { pet: 'Mithu' });
    expect((await list({ type: choose('bird') })).relax).toContainEqual({
      condition: 'availability',
      gives: 1,
    });
  });

  test.each([
    [{ type: choose('dog', '!dog') }, 'type'],
    [{ min_age_months: 5, max_age_months: 4 }, 'min_age_months'],
    [{ min_price: 2, max_price: 1 }, 'min_price'],
    [{ by: 'type' }, 'by'],
  ] as const)('refuses %j', async (filter, field) => {
    const { list } = await petShop(store.table());
    expect((await clerkError(list(filter))).field).toBe(field);
  });
});

describe('a pet', () => {
  test('is made, changed, emptied, removed and brought back', async () => {
    const { save, remove, pets } = await petShop(store.table());
    const { pet, outcome } = await save({
      name: 'Sheru',
      type: 'Dogs',
      colours: ['Gray', 'grey', 'White'],
      price: 100,
    });
    expect([outcome, pet]).toEqual([
      'made',
      {
        pet_id: 'sheru',
        name: 'Sheru',
        type: 'dog',
        colours: ['grey', 'white'],
        price: 100,
        availability: 'available',
      },
    ]);
    await save({ sex: 'male', price: undefined }, { pet: 'sheru' });
    expect(await pets.find('SHERU', 'pet')).toMatchObject({ sex: 'male', price: 100 });
    await save({}, { pet: 'sheru', clear: ['price', 'colours'] });
    expect(await pets.find('sheru', 'pet')).toEqual({
      pet_id: 'sheru',
      name: 'Sheru',
      type: 'dog',
      sex: 'male',
      availability: 'available',
    });
    expect((await clerkError(save({}, { pet: 'sheru' }))).message).toBe('Nothing would change.');
    await remove('Sheru');
    expect((await clerkError(remove('Sheru'))).code).toBe('refused');
    expect((await save({}, { pet: 'Sheru' })).outcome).toBe('brought_back');
    await save({ availability: 'sold' }, { pet: 'Sheru' });
    expect((await clerkError(remove('Sheru'))).code).toBe('refused');
  });

  test('is written once for its key', async () => {
    const { pets, list } = await petShop(store.table());
    const write = keyed('once');
    const request = { fields: { type: 'fish', breed: 'guppy' }, clear: [] };
    const [first, second] = [await pets.save(request, write), await pets.save(request, write)];
    expect(second).toEqual(first);
    expect((await list()).totals.pets).toBe(1);
    expect((await clerkError(pets.save(request, { ...write, payload: 'other' }))).code).toBe('conflict');
    // Another one without a name is another pet.
    expect((await pets.save(request, keyed('more'))).pet.pet_id).not.toBe(first.pet.pet_id);
  });

  test('like another is pointed out, and never has its microchip', async () => {
    const { save } = await open();
    const twin = await save({ name: 'bruno', type: 'dog', breed: 'lab' });
    expect(twin.notes).toEqual([expect.stringContaining('bruno: Bruno, Labrador')]);
    expect(twin.pet.pet_id).not.toBe('bruno');
    expect((await save({ name: 'Bruno', type: 'cat' })).notes).toEqual([]);
    const chip = await clerkError(save({ name: 'Other', type: 'dog', microchip: '9001' }));
    expect([chip.code, chip.field, chip.valid]).toEqual(['conflict', 'microchip', ['bruno: Bruno']]);
    expect((await clerkError(save({ name: 'Other', type: 'dog', microchip: '90-0 1' }))).field).toBe(
      'microchip',
    );
    expect((await clerkError(save({ name: 'Br\u202Euno', type: 'dog' }))).field).toBe('name');
    expect((await clerkError(save({ price: 1 }, { pet: 'Bruno' }))).valid).toHaveLength(3);
  });

  test('is seen by another server', async () => {
    let ticks = 0;
    const clock = () => {
      ticks += 1;
      return new Date(NOON.getTime() + ticks * 50);
    };
    const { another, save } = await petShop(store.table(), clock);
    await save({ name: 'Mithu', type: 'bird', price: 7 });
    const other = another();
    expect(await other.names({ type: choose('bird') })).toEqual(['Mithu']);
    await save({ price: 5 }, { pet: 'Mithu' });
    // The index that other servers follow lags a little.
    await expect
      .poll(() => other.names({ max_price: 5, min_price: 5 }), { timeout: 5_000 })
      .toEqual(['Mithu']);
  });

  test.each([
    [{}, {}, 'type'],
    [{ type: 'dog' }, { pet: 'nobody' }, 'pet'],
    [{ type: 'dog' }, { clear: ['type'] }, 'clear'],
    [{ type: 'dog', price: 5 }, { clear: ['price'] }, 'clear'],
    [
      {
        type: 'dog',
        vaccinated: true,
        vaccinated_on: '2026-01-01',
        birth: { born: '2026-02-01', born_precision: 'day' },
      },
      {},
      'vaccinated',
    ],
  ] as const)('is refused with %j %j', async (fields, more, field) => {
    const { save } = await petShop(store.table());
    const copied = { ...more, ...('clear' in more ? { clear: [...more.clear] } : {}) };
    expect((await clerkError(save({ ...fields }, copied))).field).toBe(field);
  });
});

test('a pup that is too young to be sold in India is pointed out', () => {
  const pup = {
    pet_id: 'p',
    name: 'Pup',
    type: 'dog',
    availability: 'available',
    born_precision: 'day',
  } as const;
  const of = (born: string, more: object = {}, locale = 'en-IN') =>
    saleNotes({ ...pup, born, ...more }, locale, TODAY).join();
  expect(of('2026-02-04')).toContain('under 8 weeks');
  expect(of('2026-02-03', { microchip: '1' })).toBe('');
  expect(of('2026-02-03')).toContain('microchip');
  expect(of('2026-02-04', { availability: 'not_for_sale' })).toBe('');
  expect(of('2026-02-04', {}, 'en-GB')).toBe('');
  expect(of('2026-02-04', { type: 'cat' })).toBe('');
});
