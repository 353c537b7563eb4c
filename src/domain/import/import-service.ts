import { ClerkError } from '../errors.js';
import { currencyDigits } from '../money.js';
import { type Checkpoints, NO_CHECKPOINTS } from './checkpoint.js';
import { importNorthwind } from './import-northwind.js';
import { importCompetitorPrices, importOwnPrices } from './import-prices.js';
import { importCustomers, importProducts } from './import-records.js';
import { importSales } from './import-sales.js';
import { type ImportDeps, Job } from './job.js';
import { type ImportOptions, Pace } from './pace.js';
import type { ImportReport, ImportRequest } from './report.js';
import type { Source } from './source.js';

const MOST_NOTES = 40;

/** Brings sales, products and customers from files into the books of one shop, and never twice. */
export class ImportService {
  readonly #deps: ImportDeps;

  constructor(deps: ImportDeps) {
    this.#deps = deps;
  }

  /**
   * Imports a file or folder, or in a dry run says what an import would do. A repeat writes only what is not
   * stored yet, and goes on where `checkpoints` say that an earlier run stopped; a stored sale is never changed. Rows that cannot be read are listed and left out, a document with
   * such a row as a whole.
   *
   * @throws ClerkError `invalid_input` when there is no table, a required field has no column or (not in a dry
   * run) no row can be read; `refused`, `not_found`, `too_large` about the file; `cancelled`.
   */
  async run(
    request: ImportRequest,
    options: ImportOptions = {},
    checkpoints: Checkpoints = NO_CHECKPOINTS,
  ): Promise<ImportReport> {
    const digits = currencyDigits(this.#deps.shop.currency);
    const job = new Job(this.#deps, request, new Pace(options), checkpoints, digits);
    let source: Source | undefined;
    if (request.kind === 'northwind') await importNorthwind(job);
    else
      source = await {
        sales: importSales,
        products: importProducts,
        customers: importCustomers,
        prices: importOwnPrices,
        competitor_prices: importCompetitorPrices,
      }[request.kind](job);
    const { problems } = job;
    const [worst] = problems.byReason;
    if (!request.dry_run && worst !== undefined && job.readable === 0) {
      throw new ClerkError(
        'invalid_input',
        `Nothing could be read without error (${problems.total} of ${job.rowsRead} rows are bad), so nothing was written. Most often: ${worst.reason} (${worst.rows} rows).`,
        {
          field: 'mapping',
          fix: 'Run it with dry_run to see how each column is read, and correct the mapping.',
        },
      );
    }
    return reportOf(job, source);
  }
}

function reportOf(job: Job, source: Source | undefined): ImportReport {
  const { request, problems } = job;
  return {
    kind: request.kind,
    dry_run: request.dry_run,
    rows_read: job.rowsRead,
    ...(source === undefined ? {} : describe(source)),
    columns: job.columns,
    mapping:
      source === undefined
        ? {}
        : Object.fromEntries(
            [...source.mapping.fields.values()].map(({ field, column }) => [field.name, column]),
          ),
    unmapped_columns: source?.mapping.unmapped ?? [],
    missing_fields: job.missing,
    counts: job.counts,
    ...(job.figures === undefined ? {} : { figures: job.figures }),
    bad_rows: { total: problems.total, by_reason: problems.byReason, first: problems.first },
    conflicts: job.conflicts,
    sample: job.sample,
    ...(job.files === undefined ? {} : { files: job.files }),
    notes: job.notes.slice(0, MOST_NOTES),
  };
}

function describe({
  table,
  styles,
}: Source): Pick<ImportReport, 'encoding' | 'delimiter' | 'date_order' | 'decimal_mark'> {
  return {
    encoding: table.encoding,
    delimiter: table.delimiter,
    ...(styles.dateOrder === undefined ? {} : { date_order: styles.dateOrder }),
    decimal_mark: styles.decimalMark,
  };
}
