import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { invalid } from '../domain/errors.js';
import { currencyDigits, fromUnits } from '../domain/money.js';
import { PAYMENT_KINDS, SALE_KINDS } from '../domain/sales/sale.js';
import { amountsIn, quantityOf } from './amounts.js';

const name = (what: string) => z.string().min(1).max(100).optional().describe(what);
const decimal = (what: string) => z.number().optional().describe(what);

export const recordSale = defineTool({
  name: 'record_sale',
  toolset: 'sales',
  title: 'Record a sale',
  description:
    'Records one sale, or takes one back by a new document: kind refund (some lines) or cancellation (all). Sales from a file: import_file. Questions: query_sales.',
  operation: 'append',
  scope: 'sales:write',
  input: z.strictObject({
    kind: z.enum(SALE_KINDS).default('sale').describe('Default sale.'),
    refers_to: name('sale_id taken back.'),
    reason: z.string().max(300).optional().describe('Why.'),
    lines: z
      .array(
        z.strictObject({
          product: z.string().min(1).max(200).describe('Id, exact name or barcode.'),
          quantity: z.number().describe('Above 0.'),
          unit: name('Unit (default) or pack.'),
          unit_price: decimal('Default from product.'),
          discount: decimal('Amount off the line.'),
          discount_percent: decimal('Percent off the line.'),
          tax_percent: decimal('Default from product.'),
        }),
      )
      .max(500)
      .optional()
      .describe('A refund needs product and quantity, a cancellation none.'),
    number: name('Receipt number.'),
    at: z.string().max(40).optional().describe('E.g. 2026-03-31T18:05; default now.'),
    customer: name('Id or exact name.'),
    employee: name('Id or exact name.'),
    payment: z.enum(PAYMENT_KINDS).optional().describe('credit: the customer owes it (udhaar).'),
    due_on: z.iso.date().optional().describe('Credit: e.g. 2026-04-30; default by terms.'),
    over_limit: z.boolean().optional().describe('Credit: go over the limit.'),
    channel: name('E.g. counter, phone.'),
    location: name('Branch.'),
    discount: decimal('Amount off the document.'),
    freight: decimal('Delivery charge.'),
    tax_included: z.boolean().default(true).describe('Prices include tax; default true.'),
    round_to: decimal('Rounds the total: 1 to rupees.'),
  }),
  output: z.object({
    sale_id: z.string(),
    kind: z.string(),
    number: z.string().optional(),
    at: z.string(),
    currency: z.string(),
    total: z.number().describe('To be paid; negative when taken back.'),
    tax: z.number(),
    rounding: z.number(),
    lines: z.array(
      z.object({
        product_id: z.string().optional(),
        quantity: z.number(),
        unit_price: z.number(),
        discount: z.number(),
      }),
    ),
    refers_to: z.string().optional(),
    warnings: z.array(z.string()).optional(),
    credit_entry: z.int().optional().describe('seq in the customer’s credit book.'),
  }),
  run: async (input, shop, { signal }, write) => {
    const digits = currencyDigits(shop.settings.currency);
    const { money, percent } = amountsIn(shop.settings.currency);
    const quantity = (value: number, field: string): number => {
      const units = quantityOf(value, field);
      if (units <= 0)
        throw invalid(field, 'The quantity is not more than 0.', {
          fix: 'Send what was sold, e.g. 2; use kind refund for goods that come back.',
        });
      return units;
    };
    const lines = input.lines ?? [];

    const record = async () => {
      for (const [field, sent] of [
        ['due_on', input.due_on !== undefined],
        ['over_limit', input.over_limit === true],
      ] as const)
        if (sent && !(input.kind === 'sale' && input.payment === 'credit'))
          throw invalid(field, 'Only a sale with payment credit has a due date and a limit.', {
            fix: `Leave ${field} out, or send payment credit and the customer.`,
          });
      if (input.kind !== 'sale') {
        if (input.refers_to === undefined)
          throw invalid('refers_to', `A ${input.kind} needs the sale it takes back.`, {
            fix: 'Send its sale_id; query_sales lists them with the dimension sale_id.',
          });
        if (input.kind === 'cancellation' && input.lines !== undefined)
          throw invalid('lines', 'A cancellation takes the whole sale back and has no lines.', {
            fix: 'Leave lines out, or use kind refund.',
          });
        if (input.kind === 'refund' && lines.length === 0)
          throw invalid('lines', 'A refund needs the lines that come back.', {
            fix: 'Send product and quantity, or use kind cancellation for the whole sale.',
          });
        const back = lines.map((line, index) => ({
          product: line.product,
          quantity: quantity(line.quantity, `lines[${index}].quantity`),
          unit: line.unit,
        }));
        return shop.sales.reverse(
          {
            refers_to: input.refers_to,
            reason: input.reason,
            payment: input.payment,
            lines: input.kind === 'refund' ? back : undefined,
          },
          write,
        );
      }
      if (lines.length === 0)
        throw invalid('lines', 'A sale needs at least one line.', {
          fix: 'Send e.g. [{"product": "Tea 250 g", "quantity": 2}].',
        });
      if (input.refers_to !== undefined)
        throw invalid('refers_to', 'A sale takes nothing back.', {
          fix: 'Leave refers_to out, or use kind refund.',
        });
      return shop.sales.record(
        {
          lines: lines.map((line, index) => ({
            product: line.product,
            quantity: quantity(line.quantity, `lines[${index}].quantity`),
            unit: line.unit,
            unit_price: money(line.unit_price, `lines[${index}].unit_price`),
            discount: money(line.discount, `lines[${index}].discount`),
            discount_rate: percent(line.discount_percent, `lines[${index}].discount_percent`),
            tax_rate: percent(line.tax_percent, `lines[${index}].tax_percent`),
          })),
          number: input.number,
          at: input.at,
          customer: input.customer,
          employee: input.employee,
          payment: input.payment,
          due: input.due_on,
          over_limit: input.over_limit,
          channel: input.channel,
          location: input.location,
          discount: money(input.discount, 'discount'),
          freight: money(input.freight, 'freight'),
          tax_included: input.tax_included,
          round_to:
            input.round_to === undefined ? undefined : Math.max(1, money(input.round_to, 'round_to') ?? 1),
        },
        write,
        signal,
      );
    };

    const sale = await record();
    const fine = digits + 4;
    return {
      sale_id: sale.sale_id,
      kind: sale.kind,
      ...(sale.number === undefined ? {} : { number: sale.number }),
      at: sale.at,
      currency: shop.settings.currency,
      total: fromUnits(sale.total, digits),
      tax: fromUnits(
        sale.lines.reduce((sum, line) => sum + BigInt(line.tax ?? 0), 0n),
        fine,
      ),
      rounding: fromUnits(sale.rounding ?? 0, fine),
      lines: sale.lines.map((line) => ({
        ...(line.product_id === undefined ? {} : { product_id: line.product_id }),
        quantity: fromUnits(line.quantity, 3),
        unit_price: line.unit_price / (10 ** digits * (line.price_base_quantity ?? 1)),
        discount: fromUnits(line.discount ?? 0, fine),
      })),
      ...(sale.refers_to === undefined ? {} : { refers_to: sale.refers_to }),
      ...(sale.credit_entry === undefined ? {} : { credit_entry: sale.credit_entry }),
      ...(sale.warnings === undefined ? {} : { warnings: sale.warnings }),
    };
  },
});
