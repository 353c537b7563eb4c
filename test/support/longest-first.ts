import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/**
 * Files that take half a minute or more, the longest first, those that compute between those that wait for other
 * processes: so that no processor is idle at the end.
 */
const LONG = [
  'e2e/survival',
  'property/additions',
  'wire/ledger',
  'property/ledger-0',
  'e2e/ledger-kills',
  'property/ledger-1',
  'wire/stock',
  'property/ledger-2',
  'e2e/revisions',
  'property/ledger-3',
  'e2e/import-kills',
  'property/drivers',
  'conformance/conformance',
  'domain/sales/query/model',
  'e2e/clients',
  'domain/bills/generated',
  'wire/table',
  'property/query',
  'e2e/process',
  'property/stock-0',
  'property/stock-1',
  'domain/sales/query/cursor',
  'property/stock-2',
  'domain/inventory/mutants',
  'property/stock-3',
];

/** Runs the longest files first and the rest as Vitest would. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rest = await super.sort(files);
    return [...rest].sort((one, other) => place(one) - place(other));
  }
}

function place({ moduleId }: TestSpecification): number {
  const at = LONG.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
  return at === -1 ? LONG.length : at;
}
