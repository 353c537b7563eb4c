import type { Dimension, Entity, ValueType } from '../model.js';

/** A dimension in one line. */
export const of = (
  entity: Entity,
  type: ValueType,
  name: string,
  label: string,
  sql: string,
  description: string,
  more: Partial<Pick<Dimension, 'synonyms' | 'names' | 'also' | 'fine' | 'values'>> = {},
): Dimension => ({ entity, type, name, label, sql, description, ...more });

/** Where a party is: the same columns for each kind of party. */
export const place = (entity: Entity, prefix: string, alias: string, whose: string): Dimension[] =>
  ofParty(entity, prefix, alias, whose, [
    ['address', 'Street address of the'],
    ['city', 'City of the'],
    ['region', 'Region or state of the'],
    ['postal_code', 'Postal code of the'],
    ['country', 'Country of the'],
  ]);

/** How a party is reached. */
export const contact = (entity: Entity, prefix: string, alias: string, whose: string): Dimension[] =>
  ofParty(entity, prefix, alias, whose, [
    ['contact', 'Contact person at the'],
    ['contact_title', 'Job title of the contact at the'],
    ['phone', 'Telephone number of the', { synonyms: ['mobile'] }],
    ['fax', 'Fax number of the'],
  ]);

/** Texts of one kind of party, each from the column it is named after. */
const ofParty = (
  entity: Entity,
  prefix: string,
  alias: string,
  whose: string,
  columns: readonly (readonly [column: string, description: string, more?: Parameters<typeof of>[6]])[],
): Dimension[] =>
  columns.map(([column, description, more]) =>
    of(
      entity,
      'text',
      `${prefix}_${column}`,
      `${whose} ${column.replace('_', ' ')}`,
      `${alias}.${column}`,
      `${description} ${whose.toLowerCase()}.`,
      more,
    ),
  );
