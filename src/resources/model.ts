import type { Shop } from '../domain/open-shop.js';
import type { MemberKind } from '../domain/sales/query/model-guide.js';
import type { FixedResource, ResourceFamily } from './library.js';

const entries = (shop: Shop, kind: MemberKind) => shop.guide.entries.filter((entry) => entry.kind === kind);

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
    read: (shop) => ({ measures: entries(shop, 'measure') }),
  },
  {
    uri: 'model://dimensions',
    name: 'dimensions',
    title: 'Dimensions',
    description: 'Everything query_sales can break down by, filter on or list.',
    read: (shop) => ({ dimensions: entries(shop, 'dimension') }),
  },
  {
    uri: 'model://entities',
    name: 'entities',
    title: 'Entities',
    description: 'The things the shop keeps records of.',
    read: (shop) => ({ entities: entries(shop, 'entity') }),
  },
];

export const modelFamilies: readonly ResourceFamily[] = [
  {
    prefix: 'model://members/',
    variable: 'member',
    name: 'member',
    title: 'A measure or dimension',
    description: 'Meaning, synonyms, sample values and examples of one measure or dimension.',
    values: (shop) => shop.guide.entries.filter(({ kind }) => kind !== 'entity').map(({ name }) => name),
    read: (member, shop) =>
      shop.guide.entries.some(({ name, kind }) => name === member && kind !== 'entity')
        ? shop.guide.detail(member)
        : undefined,
  },
  {
    prefix: 'model://entities/',
    variable: 'entity',
    name: 'entity',
    title: 'An entity',
    description: 'Meaning and dimensions of one kind of record.',
    values: (shop) => entries(shop, 'entity').map(({ name }) => name),
    read: (entity, shop) => {
      const found = entries(shop, 'entity').find(({ name }) => name === entity);
      return found === undefined
        ? undefined
        : {
            ...found,
            dimensions: entries(shop, 'dimension').filter((dimension) => dimension.entity === entity),
          };
    },
  },
];
