import type { Projection } from '../ports/analytics/projection.js';
import { Entry } from './entry.js';
import { ENTRY_TYPE, entryId } from './keys.js';

/**
 * The ledger's entries as rows: one for each entry, one for each part that falls due, one for each allocation. Money
 * in minor units. A setting is empty where the entry does not change it.
 */
export const UDHAAR_PROJECTIONS: readonly Projection[] = [
  {
    type: ENTRY_TYPE,
    main: {
      name: 'udhaar_entries',
      columns: [
        { name: 'entry_id', type: 'VARCHAR' },
        { name: 'customer_id', type: 'VARCHAR' },
        { name: 'seq', type: 'BIGINT' },
        { name: 'kind', type: 'VARCHAR' },
        { name: 'entered_on', type: 'DATE' },
        { name: 'effect', type: 'BIGINT' },
        { name: 'method', type: 'VARCHAR' },
        { name: 'sale_id', type: 'VARCHAR' },
        { name: 'reverses', type: 'BIGINT' },
        { name: 'set_name', type: 'VARCHAR' },
        { name: 'set_phone', type: 'VARCHAR' },
        { name: 'set_limit', type: 'BIGINT' },
      ],
    },
    parts: [
      {
        name: 'udhaar_dues',
        columns: [
          { name: 'entry_id', type: 'VARCHAR' },
          { name: 'customer_id', type: 'VARCHAR' },
          { name: 'seq', type: 'BIGINT' },
          { name: 'due', type: 'DATE' },
          { name: 'amount', type: 'BIGINT' },
        ],
      },
      {
        name: 'udhaar_applied',
        columns: [
          { name: 'entry_id', type: 'VARCHAR' },
          { name: 'customer_id', type: 'VARCHAR' },
          { name: 'from_seq', type: 'BIGINT' },
          { name: 'to_seq', type: 'BIGINT' },
          { name: 'due', type: 'DATE' },
          { name: 'amount', type: 'BIGINT' },
        ],
      },
    ],
    rows: (body) => {
      const entry = Entry.parse(body);
      const { customer_id: customer, seq, dues = [], applied = [], settings = {} } = entry;
      const id = entryId(customer, seq);
      return [
        [
          [
            id,
            customer,
            seq,
            entry.kind,
            entry.on,
            entry.effect,
            entry.method ?? null,
            entry.sale_id ?? null,
            entry.reverses ?? null,
            settings.name ?? null,
            settings.phone ?? null,
            settings.credit_limit ?? null,
          ],
        ],
        dues.map(({ due, amount }) => [id, customer, seq, due, amount]),
        applied.map(({ from, to, due, amount }) => [id, customer, from, to, due, amount]),
      ];
    },
  },
];
