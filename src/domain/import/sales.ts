import { LARGEST_AMOUNT, QUANTITY_SCALE, RATE_SCALE } from '../money.js';
import { idFromName } from '../names.js';
import type { CellReader } from './cells.js';
import { type DocumentFacts, Documents, type ImportDocument, type ImportLine } from './documents.js';
import { readFacts } from './facts.js';
import { lastDigits } from './ids.js';
import type { Job } from './job.js';
import { markOf } from './marks.js';
import { FUTURE, Moments } from './moments.js';
import { own, type Reference, References } from './references.js';
import type { TableRow } from './table.js';

const RETURN_TYPE =
  /\b(?:return|returns|returned|refund|refunded|credit note|credit memo|sales return|cn|cancellation|srtn)\b/i;
const NO_ONE = /^(?:cash|cash sales?|cash customer|walk[- ]?in(?: customer)?|counter sales?|guest)$/i;
const CODE = /^[\w-]{1,30}$/;

/** Gathers the rows of a sales file into documents. */
export class SalesRows {
  readonly documents = new Documents();
  readonly products = new References();
  readonly customers = new References();
  readonly employees = new References();
  readonly shippers = new References();
  /** Rows whose amount shows the tax inside the price, and on top of it. */
  taxInside = 0;
  taxOnTop = 0;
  /** Rows whose customer is no one in particular. */
  anonymous = 0;
  readonly #job: Job;
  readonly #cells: CellReader;
  readonly #moments: Moments;
  readonly #strings = new Map<string, string>();
  readonly #marks = new Map<
    Reference,
    { readonly name: string | undefined; readonly mark: string | undefined }
  >();
  readonly #byAmount: boolean;
  #hasFuture = false;
  readonly #discount: 'discount' | 'discount_percent' | 'discount_rate' | undefined;

  constructor(job: Job, cells: CellReader) {
    this.#job = job;
    this.#cells = cells;
    this.#moments = new Moments(job.deps.shop.time_zone, job.deps.clock());
    this.#byAmount = !cells.has('unit_price');
    this.#discount = (['discount', 'discount_percent', 'discount_rate'] as const).find((name) =>
      cells.has(name),
    );
    const spare = ['discount_percent', 'discount_rate'].filter(
      (name) => name !== this.#discount && cells.has(name),
    );
    if (this.#byAmount && this.#discount !== undefined)
      job.notes.push(
        'There is no unit price: amounts are taken as charged, and the discount column is not taken off again.',
      );
    else if (spare.length > 0)
      job.notes.push(
        `The discount is taken from ${this.#discount}; ${spare.join(' and ')} would take it off twice and is not used.`,
      );
  }

  /** Reads one row; one that cannot be read goes to the report and spoils its document. */
  add(row: TableRow): void {
    const cells = this.#cells;
    cells.start(row);
    const number = cells.id('number');
    const stated = cells.date('date');
    const time = stated?.time === undefined || stated.time === '00:00:00' ? cells.time('time') : undefined;
    if (stated === undefined) cells.fail('date', 'is empty');
    const moment =
      stated === undefined ? undefined : this.#moments.of(time === undefined ? stated : { ...stated, time });
    if (moment !== undefined && moment.date > this.#moments.today) this.#refuseFuture();
    const line = this.#line(row);
    const phone = cells.text('customer_phone');
    const customer = this.#customer(phone);
    const facts = readFacts(cells, this.#internText);

    if (cells.problem === undefined && line !== undefined && moment !== undefined) {
      const head = {
        number: number === undefined ? undefined : this.#intern(number),
        ...moment,
        content: () =>
          JSON.stringify([
            moment.at,
            line.product?.id,
            customer?.id,
            line.quantity,
            line.unit_price,
            ...(line.price_base_quantity === undefined ? [] : [line.price_base_quantity]),
            line.discount,
            line.discount_rate,
            line.tax_rate,
            line.unit_cost,
            facts,
            cells.raw('type'),
            cells.raw('employee'),
            cells.raw('shipper'),
          ]),
      };
      const document = this.documents.add(head, line);
      this.#fill(document, customer, facts);
      if (cells.problem === undefined) return;
      document.lines.pop();
      document.spoiled = true;
    } else this.documents.spoil(number, moment?.date);
    const { column = '', value, reason = 'could not be read' } = cells.problem ?? {};
    this.#job.problems.add({
      line: row.line,
      ...(column === '' ? {} : { column }),
      ...(value === undefined ? {} : { value }),
      reason,
    });
  }

  #refuseFuture(): void {
    const { today } = this.#moments;
    // Which rows these are changes with the day: an import that goes on another day compares all anew.
    if (!this.#hasFuture) this.#job.from(today);
    this.#hasFuture = true;
    this.#cells.fail('date', FUTURE, this.#cells.raw('date'));
  }

  #line(row: TableRow): ImportLine | undefined {
    const cells = this.#cells;
    const code = cells.id('product_id');
    const name = cells.text('product');
    if (code === undefined && name === undefined)
      cells.fail(cells.has('product') ? 'product' : 'product_id', 'is empty');
    let quantity = cells.quantity('quantity');
    if (quantity === undefined) cells.fail('quantity', 'is empty');
    const discountRate = this.#rateOff();
    let discount =
      this.#byAmount || this.#discount !== 'discount' || discountRate !== undefined
        ? undefined
        : cells.money('discount');
    const taxRate = cells.rate('tax_percent');
    const unitCost = cells.money('unit_cost');
    if (unitCost !== undefined && unitCost < 0)
      cells.fail('unit_cost', 'is negative', cells.raw('unit_cost'));
    const amount = cells.has('amount') ? cells.money('amount') : undefined;
    const stated = this.#byAmount ? this.#priceFrom(amount, quantity) : cells.price('unit_price');
    if (stated === undefined) cells.fail(this.#byAmount ? 'amount' : 'unit_price', 'is empty');
    if (cells.problem !== undefined || quantity === undefined || stated === undefined) return undefined;

    const { base } = stated;
    let price = stated.amount;
    const marks: string[] = [];
    if (base > 1) marks.push(`price for ${base} units`);
    const product = this.products.of(code, name);
    const special = this.#markOf(product, code, name);
    if (special !== undefined) marks.push(special);
    if (quantity < 0) marks.push('negative quantity');
    if (price < 0) {
      if (quantity <= 0)
        return cells.fail(
          'unit_price',
          'is negative beside a quantity that is not positive',
          cells.raw('unit_price'),
        );
      marks.push('negative price');
      [price, quantity] = [-price, -quantity];
    }
    if (discount !== undefined && discount < 0) {
      if (quantity > 0) return cells.fail('discount', 'is negative', cells.raw('discount'));
      discount = -discount;
    }
    const gross = (Math.abs(quantity) * price) / base;
    if (gross > LARGEST_AMOUNT * QUANTITY_SCALE * 10 ** this.#job.digits)
      return cells.fail('quantity', 'times the price is larger than 1,000,000,000', cells.raw('quantity'));
    if ((gross * (discountRate ?? 0)) / RATE_SCALE + (discount ?? 0) * QUANTITY_SCALE > gross)
      return cells.fail(
        this.#discount ?? 'discount',
        'is more than the line',
        cells.raw(this.#discount ?? 'discount'),
      );
    if (taxRate !== undefined && taxRate > 0 && amount !== undefined && !this.#byAmount)
      this.#weighTax(amount, quantity, price / base, discount ?? 0, discountRate ?? 0, taxRate);
    return {
      product,
      product_id: undefined,
      row: row.line,
      description: name === undefined ? undefined : this.#intern(name),
      quantity,
      unit_price: price,
      price_base_quantity: base === 1 ? undefined : base,
      discount,
      discount_rate: discountRate,
      tax_rate: taxRate,
      unit_cost: unitCost,
      mark: marks.length === 0 ? undefined : this.#intern(marks.join(', ')),
    };
  }

  #customer(phone: string | undefined): Reference | undefined {
    const code = this.#cells.id('customer_id');
    const name = this.#customerName() ?? (code === undefined ? phone : undefined);
    const customer = this.customers.of(
      code,
      name,
      code === undefined && phone !== name ? lastDigits(phone) : '',
    );
    if (customer !== undefined && phone !== undefined) customer.phone ??= own(phone);
    return customer;
  }

  #customerName(): string | undefined {
    const name = this.#cells.text('customer');
    if (name === undefined || !NO_ONE.test(name)) return name;
    this.anonymous += 1;
    return undefined;
  }

  #markOf(
    product: Reference | undefined,
    code: string | undefined,
    name: string | undefined,
  ): string | undefined {
    const marks = product === undefined ? undefined : this.#marks.get(product);
    // A code that goes by several names is marked by each name.
    if (marks?.name === name && marks !== undefined) return marks.mark;
    const mark = markOf(code, name);
    if (product !== undefined)
      this.#marks.set(product, { name: name === undefined ? undefined : this.#intern(name), mark });
    return mark;
  }

  #rateOff(): number | undefined {
    const name = this.#discount;
    if (this.#byAmount || name === undefined) return undefined;
    const type = this.#cells.style(name)?.type;
    return type === 'percent' || type === 'share' ? this.#cells.rate(name) : undefined;
  }

  /** The unit price behind an amount. */
  #priceFrom(
    amount: number | undefined,
    quantity: number | undefined,
  ): { readonly amount: number; readonly base: number } | undefined {
    if (amount === undefined || quantity === undefined) return undefined;
    const price = amount === 0 ? 0 : (amount * QUANTITY_SCALE) / quantity;
    return Number.isSafeInteger(price) && Number.isSafeInteger(amount * QUANTITY_SCALE)
      ? { amount: price, base: 1 }
      : this.#cells.fail('amount', 'is not quantity x a price the currency has', this.#cells.raw('amount'));
  }

  /** Half a minor unit of rounding aside, does the amount show the tax inside the price or on top of it? */
  #weighTax(
    amount: number,
    quantity: number,
    price: number,
    discount: number,
    discountRate: number,
    taxRate: number,
  ): void {
    const net = (Math.abs(quantity) / QUANTITY_SCALE) * price * (1 - discountRate / RATE_SCALE) - discount;
    if (Math.abs(Math.abs(amount) - net) <= 1) this.taxInside += 1;
    else if (Math.abs(Math.abs(amount) - net * (1 + taxRate / RATE_SCALE)) <= 1) this.taxOnTop += 1;
  }

  #fill(document: ImportDocument, customer: Reference | undefined, facts: DocumentFacts | undefined): void {
    const cells = this.#cells;
    if (customer !== undefined) {
      if (facts?.ship_country !== undefined) customer.country ??= facts.ship_country;
      if (document.customer !== undefined && document.customer !== customer)
        cells.fail(
          cells.has('customer_id') ? 'customer_id' : 'customer',
          'is not the customer on the other rows of this number',
          cells.raw('customer_id') ?? cells.raw('customer'),
        );
      document.customer ??= customer;
    }
    document.employee ??= codeOrName(this.employees, cells.text('employee'));
    document.shipper ??= codeOrName(this.shippers, cells.text('shipper'));
    document.facts ??= facts;
    document.isReturn ||= RETURN_TYPE.test(cells.raw('type') ?? '');
  }

  readonly #internText = (text: string): string => this.#intern(text);

  /** One string for each text, however many rows hold it. */
  #intern(text: string): string {
    const known = this.#strings.get(text);
    if (known !== undefined) return known;
    const mine = own(text);
    this.#strings.set(mine, mine);
    return mine;
  }
}

function codeOrName(references: References, value: string | undefined): Reference | undefined {
  if (value === undefined) return undefined;
  return references.of(CODE.test(value) ? value : idFromName(value), value);
}
