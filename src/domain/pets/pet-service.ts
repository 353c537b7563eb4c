import * as z from 'zod';
import { ClerkError, invalid } from '../errors.js';
import { digest, idFromName } from '../names.js';
import { nearest } from '../nearest.js';
import type { Replica } from '../ports/analytics/replica.js';
import { type Keyed, once, type Plan } from '../ports/store/once.js';
import { Repository, type Stored, shopKey } from '../ports/store/repository.js';
import type { Table } from '../ports/store/table.js';
import type { ShopSettings } from '../shop.js';
import { type Clock, localDate } from '../time.js';
import { checkFilter, type PetFilter } from './filter.js';
import { listPets, type PetList } from './pet-list.js';
import { PET, Pet } from './records.js';
import {
  checkPet,
  chipTaken,
  type KnownPet,
  laidOver,
  lookalikes,
  type PetFields,
  saleNotes,
  sameChip,
} from './saving.js';
import { LiveLexicon } from './words/live-lexicon.js';
import { type ReadQuery, readQuery } from './words/read-query.js';

export interface PetPorts {
  readonly table: Table;
  readonly replica: Pick<Replica, 'sync' | 'read' | 'accept' | 'revision'>;
  readonly settings: ShopSettings;
  readonly clock: Clock;
}

export interface SavePet {
  /** Id or exact name of a pet there is; a new one is made where it is absent. */
  readonly pet?: string | undefined;
  readonly fields: PetFields;
  /** Fields to empty. */
  readonly clear: readonly string[];
}

/** What a write came to, as it is remembered with its key. */
const SavedPet = z.object({
  pet: Pet,
  outcome: z.enum(['made', 'changed', 'brought_back', 'removed']),
  notes: z.array(z.string()),
});
export type SavedPet = z.infer<typeof SavedPet>;

/** The animals of one shop. Each change is one transaction with the record of its key; lists come from the replica. */
export class PetService {
  readonly #ports: PetPorts;
  readonly #pets: Repository<Pet>;
  readonly #words = new LiveLexicon();

  constructor(ports: PetPorts) {
    this.#ports = ports;
    this.#pets = new Repository(ports.table, ports.settings.shop_id, PET, ports.replica.accept);
  }

  /** Every pet of the shop that meets the filter, a page at a time. */
  async list(filter: PetFilter, cursor: string | undefined, signal?: AbortSignal): Promise<PetList> {
    checkFilter(filter);
    const { replica, settings } = this.#ports;
    return listPets(replica, settings, this.today(), filter, cursor, signal);
  }

  /**
   * The filter that a query in words asks for.
   *
   * @throws ClerkError `invalid_input` naming what is not understood, contradictory or missing.
   */
  async understand(query: string, signal?: AbortSignal): Promise<ReadQuery> {
    const { replica, settings } = this.#ports;
    return readQuery(query, await this.#words.lexicon(replica, signal), settings.currency);
  }

  /** A pet by id or exact name, also one that was removed. @throws ClerkError `invalid_input` naming `field`. */
  async find(idOrName: string, field: string, signal?: AbortSignal): Promise<Pet> {
    return (await this.#stored(idOrName, field, signal)).record;
  }

  /**
   * Makes a pet, changes one, or brings one back that was removed.
   *
   * @throws ClerkError `invalid_input` for what no pet can be; `conflict` for the microchip of another one, or a key used
   * before.
   */
  save({ pet: named, fields, clear }: SavePet, write: Keyed, signal?: AbortSignal): Promise<SavedPet> {
    return this.#once('save_pet', write, async (now) => {
      const stored = named === undefined ? undefined : await this.#stored(named, 'pet', signal);
      const { removed, ...before } = stored?.record ?? (await this.#blank(fields, write.key));
      const pet = laidOver(before, fields, clear);
      checkPet(pet);
      if (stored !== undefined && JSON.stringify(stored.record) === JSON.stringify(pet))
        throw invalid('pet', 'Nothing would change.', { fix: 'Send the fields to change.' });
      const notes = [
        ...(await this.#alike(pet, stored?.record, fields, signal)),
        ...saleNotes(pet, this.#ports.settings.locale, this.today()),
      ];
      return {
        writes: [
          {
            item: this.#pets.item(pet, (stored?.version ?? 0) + 1, now),
            when: stored === undefined ? 'absent' : stored.version,
          },
        ],
        result: {
          pet,
          outcome: stored === undefined ? 'made' : removed === true ? 'brought_back' : 'changed',
          notes,
        },
      };
    });
  }

  /**
   * Takes a pet off every list. Its record stays.
   *
   * @throws ClerkError `refused` for one that was sold, which is history, or was removed before.
   */
  remove(idOrName: string, write: Keyed, signal?: AbortSignal): Promise<SavedPet> {
    return this.#once('remove_pet', write, async (now) => {
      const { record, version } = await this.#stored(idOrName, 'pet', signal);
      if (record.removed === true)
        throw new ClerkError('refused', `${record.name} was removed before.`, { field: 'pet' });
      if (record.availability === 'sold')
        throw new ClerkError('refused', `${record.name} was sold and stays on the books.`, {
          field: 'pet',
          fix: 'Lists leave sold pets out already. If it was not sold: save_pet with another availability first.',
        });
      const pet: Pet = { ...record, removed: true };
      return {
        writes: [{ item: this.#pets.item(pet, version + 1, now), when: version }],
        result: { pet, outcome: 'removed', notes: [] },
      };
    });
  }

  /** Writes records as they are, for a shop that has none of them: repeated, it ends in the same state. */
  putMany(pets: readonly Pet[], now: Date): Promise<void> {
    return this.#pets.putMany(pets, new Map(), now);
  }

  /** Today in the shop. */
  today(): string {
    const { clock, settings } = this.#ports;
    return localDate(clock(), settings.time_zone);
  }

  async #once(
    operation: string,
    write: Keyed,
    plan: (now: Date) => Promise<Plan<SavedPet>>,
  ): Promise<SavedPet> {
    const { table, settings, clock, replica } = this.#ports;
    const now = clock();
    let done: Plan<SavedPet> | undefined;
    const request = { shop: shopKey(settings.shop_id), operation, ...write, now };
    const { result, replayed } = await once(table, request, SavedPet, async () => {
      done = await plan(now);
      return done;
    });
    if (!replayed && done !== undefined) replica.accept(done.writes.map(({ item }) => item));
    return result;
  }

  async #stored(idOrName: string, field: string, signal: AbortSignal | undefined): Promise<Stored<Pet>> {
    const byId = await this.#pets.get(idOrName);
    if (byId !== undefined) return byId;
    const known = await this.#known(signal);
    const named = known.filter(({ name }) => name.toLowerCase() === idOrName.trim().toLowerCase());
    const kept = named.filter(({ removed }) => !removed);
    const [first, second] = kept.length > 0 ? kept : named;
    if (second !== undefined)
      throw invalid(field, `More than one pet is called "${idOrName.slice(0, 60)}".`, {
        fix: 'Send its id.',
        valid: (kept.length > 0 ? kept : named).slice(0, 5).map(labelled),
      });
    const stored = first === undefined ? undefined : await this.#pets.get(first.pet_id);
    if (stored !== undefined) return stored;
    const near = nearest(
      idOrName,
      known.map(({ name }) => name),
    );
    throw invalid(field, `There is no pet "${idOrName.slice(0, 60)}".`, {
      fix: 'Send the id or exact name of a pet; filter_pets lists them.',
      ...(near.length > 0 ? { valid: near } : {}),
    });
  }

  /** A record with what a new pet must have, under an id that no pet has. */
  async #blank({ name, type, breed }: PetFields, key: string): Promise<Pet> {
    if (type === undefined)
      throw invalid('type', 'A new pet needs a type.', {
        fix: 'Send type, e.g. dog; or pet, the id or exact name of one to change.',
      });
    const called = name ?? breed ?? type;
    const id = idFromName(called);
    const taken = name === undefined || (await this.#pets.get(id)) !== undefined;
    return { pet_id: taken ? `${id}-${digest(key, 6)}` : id, name: called, type, availability: 'available' };
  }

  /** Warns of pets that may be the same. @throws ClerkError `conflict` for the microchip of another one. */
  async #alike(
    pet: Pet,
    before: Pet | undefined,
    fields: PetFields,
    signal: AbortSignal | undefined,
  ): Promise<string[]> {
    const renamed = fields.name !== undefined && before?.name !== pet.name;
    const chipped = pet.microchip !== undefined && before?.microchip !== pet.microchip;
    if (!renamed && !chipped) return [];
    const others = (await this.#known(signal)).filter(({ pet_id: id }) => id !== pet.pet_id);
    const twin = chipped ? others.find(({ microchip }) => sameChip(microchip, pet.microchip)) : undefined;
    if (twin !== undefined) throw chipTaken(twin);
    const alike = renamed ? lookalikes(pet, others) : [];
    return alike.length === 0
      ? []
      : [
          `It may be on the books already: ${alike.slice(0, 5).map(labelled).join('; ')}. If so, remove one and change the other.`,
        ];
  }

  async #known(signal: AbortSignal | undefined): Promise<KnownPet[]> {
    const { replica } = this.#ports;
    await replica.sync(signal);
    const { rows } = await replica.read(
      "SELECT pet_id, name, type, breed, microchip, removed, concat_ws(', ', sex, replace(trim(colours, '|'), '|', ' and ')) FROM pets",
      [],
      signal,
    );
    return rows.map(([id, name, type, breed, chip, removed, looks]) => ({
      pet_id: String(id),
      name: String(name),
      type: String(type),
      breed: breed === null ? undefined : String(breed),
      microchip: chip === null ? undefined : String(chip),
      looks: looks === '' ? undefined : String(looks),
      removed: removed === true,
    }));
  }
}

function labelled({ pet_id: id, name, breed, type, looks, removed }: KnownPet): string {
  const parts = [name, breed === name ? undefined : (breed ?? type), looks].filter(
    (part) => part !== undefined,
  );
  return `${id}: ${parts.join(', ')}${removed ? ' (removed)' : ''}`;
}
