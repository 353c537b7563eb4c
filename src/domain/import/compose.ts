import { currencyDigits } from '../money.js';
import { priceSale, type SaleDraft } from '../sales/amounts.js';
import type { Sale } from '../sales/sale.js';
import { findCancellations, type ImportDocument, partsOf, settleLines } from './documents.js';

export interface ComposeOptions {
  /** Unit prices hold the tax; absent when the file states no tax. */
  readonly taxIncluded?: boolean | undefined;
  readonly source: string;
  /** By id, as they are stored. */
  readonly productNames: ReadonlyMap<string, string>;
}

/** Makes priced sales of gathered documents, whose references are settled. One for the documents of an import. */
export class Composer {
  readonly cancellations: ReadonlySet<ImportDocument>;
  readonly #options: ComposeOptions;

  constructor(documents: readonly ImportDocument[], options: ComposeOptions) {
    this.cancellations = findCancellations(documents);
    this.#options = options;
    settleLines(documents, this.cancellations, options.productNames);
  }

  /** @throws ClerkError `invalid_input` when the amounts of a line do not fit together. */
  compose(document: ImportDocument): Sale[] {
    const takesBack = document.isReturn || this.cancellations.has(document);
    const allBack =
      document.lines.some(({ quantity }) => quantity < 0) &&
      document.lines.every(({ quantity }) => quantity <= 0);
    return partsOf(document).map(({ id, lines }, part) => {
      const draft: SaleDraft = {
        sale_id: id,
        kind: takesBack || allBack ? 'refund' : 'sale',
        ...(document.number === undefined ? {} : { number: document.number }),
        at: document.at,
        ...(document.customer === undefined ? {} : { customer_id: document.customer.id }),
        ...(document.employee === undefined ? {} : { employee_id: document.employee.id }),
        ...(document.shipper === undefined ? {} : { shipper_id: document.shipper.id }),
        ...(part === 0 || document.facts === undefined ? document.facts : withoutFreight(document.facts)),
        ...(this.#options.taxIncluded === undefined ? {} : { tax_included: this.#options.taxIncluded }),
        lines,
        source: this.#options.source,
      };
      return priceSale(draft);
    });
  }
}

/** A sale as a caller reads it: amounts in major units, quantities in units, names beside ids. */
export function showSale(
  sale: Sale,
  currency: string,
  productNames: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const digits = currencyDigits(currency);
  return {
    sale_id: sale.sale_id,
    kind: sale.kind,
    ...(sale.number === undefined ? {} : { number: sale.number }),
    at: sale.at,
    ...(sale.customer_id === undefined ? {} : { customer_id: sale.customer_id }),
    ...(sale.employee_id === undefined ? {} : { employee_id: sale.employee_id }),
    lines: sale.lines.slice(0, 3).map((line) => ({
      ...(line.product_id === undefined
        ? {}
        : {
            product_id: line.product_id,
            product: line.description ?? productNames.get(line.product_id) ?? line.product_id,
          }),
      quantity: line.quantity / 1000,
      unit_price: line.unit_price / (10 ** digits * (line.price_base_quantity ?? 1)),
      ...(line.discount === undefined ? {} : { discount: line.discount / 10 ** (digits + 4) }),
      ...(line.tax === undefined ? {} : { tax: line.tax / 10 ** (digits + 4) }),
      ...(line.mark === undefined ? {} : { mark: line.mark }),
    })),
    lines_in_all: sale.lines.length,
    total: sale.total / 10 ** digits,
  };
}

function withoutFreight({
  freight: _freight,
  ...facts
}: NonNullable<ImportDocument['facts']>): NonNullable<ImportDocument['facts']> {
  return facts;
}
