import type { Shop } from '../domain/open-shop.js';
import type { MemberKind } from '../domain/sales/query/guide-index.js';
import type { FixedResource, ResourceFamily } from './library.js';

const entries = (shop: Shop, kind: MemberKind) => shop.guide.entries(kind);

/** Measures and dimensions, by name. */
const members = async (shop: Shop): Promise<string[]> =>
  (await shop.guide.entries())
    .filter(({ kind }) => kind === 'measure' || kind === 'dimension')
    .map(({ name }) => name);

/** `model://`: what can be asked about the shop. */
export const modelResources: readonly FixedResource[] = [
  {
    uri: 'model://shop',
    name: 'shop',
    title: 'The shop',
    description: 'Name, currency, time zone, fiscal year and locale of the shop.',
    read: (shop) => shop.settings,
  },
  {
    uri: 'model://measures',
    name: 'measures',
    title: 'Measures',
    description: 'Every figure query_sales can work out.',
    read: async (shop) => ({ measures: await entries(shop, 'measure') }),
  },
  {
    uri: 'model://dimensions',
    name: 'dimensions',
    title: 'Dimensions',
    description: 'Everything query_sales can break down by, filter on or list.',
    read: async (shop) => ({ dimensions: await entries(shop, 'dimension') }),
  },
  {
    uri: 'model://entities',
    name: 'entities',
    title: 'Entities',
    description: 'The things the shop keeps records of.',
    read: async (shop) => ({ entities: await entries(shop, 'entity') }),
  },
];

export const modelFamilies: readonly ResourceFamily[] = [
  {
    prefix: 'model://members/',
    variable: 'member',
    name: 'member',
    title: 'A measure or dimension',
    description: 'Meaning, synonyms, sample values and examples of one measure or dimension.',
    values: members,
    read: async (member, shop) =>
      (await members(shop)).includes(member) ? shop.guide.detail(member) : undefined,
  },
  {
    prefix: 'model://entities/',
    variable: 'entity',
    name: 'entity',
    title: 'An entity',
    description: 'Meaning and dimensions of one kind of record.',
    values: async (shop) => (await entries(shop, 'entity')).map(({ name }) => name),
    read: async (entity, shop) => {
      const found = (await entries(shop, 'entity')).find(({ name }) => name === entity);
      return found === undefined
        ? undefined
        : {
            ...found,
            dimensions: (await entries(shop, 'dimension')).filter((dimension) => dimension.entity === entity),
          };
    },
  },
];
