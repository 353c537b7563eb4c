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
  'domain/bills/generated',
  'e2e/clients',
  'domain/sales/query/model',
  'conformance/conformance',
  'property/drivers',
  'domain/reorder/reorder-service',
  'property/query',
  'domain/ports/reading/local-reading',
  'property/stock-0',
  'domain/advice/year',
  'property/stock-1',
  'domain/sales/query/cursor',
  'property/stock-2',
  'domain/ports/analytics/replica-file',
  'property/stock-3',
  'wire/table',
  'domain/import/online-retail',
  'e2e/process',
  'domain/inventory/mutants',
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
