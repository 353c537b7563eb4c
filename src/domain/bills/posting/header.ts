import { dayNumber, dayOf } from '../../calendar/days.js';
import { invalid } from '../../errors.js';
import { digest, idFromName, sameName } from '../../names.js';
import { nearest } from '../../nearest.js';
import { type Bill, SURE } from '../bill.js';
import type { Alias } from './aliases.js';
import { type HeaderAnswer, type Need, shownText, visible } from './answers.js';
import type { Foreign } from './line.js';

/** Days in which a bill is to be paid where nothing else is said. */
const TERMS = 30;

export interface HeaderSupplier {
  readonly supplier_id: string;
  readonly name: string;
  readonly by: 'asked' | 'alias' | 'name' | 'new';
  /** When the alias was learned. */
  readonly since?: string;
}

/** The head of a bill as it would be posted; what is absent must be said first. Money in minor units. */
export interface Header {
  readonly supplier?: HeaderSupplier;
  readonly number?: string;
  readonly date?: string;
  readonly due?: string;
  readonly total?: number;
  /** Fields that were read with doubt and not said. */
  readonly review: readonly string[];
  readonly needs: readonly Need[];
  readonly notes: readonly string[];
}

interface Known {
  readonly suppliers: readonly { readonly supplier_id: string; readonly name: string }[];
  /** What this seller's name was learned to mean. */
  readonly seller: Alias | undefined;
  readonly today: string;
  /** The currencies, where the bill is in another than the shop's. */
  readonly foreign: Foreign | undefined;
}

/** Lays what a person says over the head of a bill as it was read. */
export function headerOf(bill: Bill, said: HeaderAnswer, known: Known): Header {
  const needs: Need[] = [];
  const notes: string[] = [];
  const supplier = supplierOf(bill, visible(said.supplier, 'supplier'), known, needs, notes);
  const number = visible(said.number, 'number') ?? shownNumber(bill);
  const date = dateOf(bill, said.date, known.today, needs);
  const due = dueOn(said.due, date);
  const total = totalOf(bill, said.total, known.foreign, needs);
  if (number === undefined) notes.push('The bill has no number: a second reading of it is harder to tell.');
  const doubtful = (field: string, read: { review?: string | undefined } | undefined, answer: unknown) =>
    answer === undefined && read?.review !== undefined ? [field] : [];
  return {
    ...(supplier === undefined ? {} : { supplier }),
    ...(number === undefined ? {} : { number }),
    ...(date === undefined ? {} : { date }),
    ...(due === undefined ? {} : { due }),
    ...(total === undefined ? {} : { total }),
    review: [
      ...doubtful('supplier', supplier?.by === 'new' ? bill.vendor : undefined, said.supplier),
      ...doubtful('number', bill.billNumber, said.number),
      ...doubtful('date', bill.date, said.date),
    ],
    needs,
    notes,
  };
}

function supplierOf(
  { vendor }: Bill,
  asked: string | undefined,
  { suppliers, seller }: Known,
  needs: Need[],
  notes: string[],
): HeaderSupplier | undefined {
  if (asked !== undefined) {
    const fits = suppliers.filter(
      ({ supplier_id: id, name }) => id === asked || sameName(name) === sameName(asked),
    );
    const [first, second] = fits;
    if (first !== undefined && (second === undefined || first.supplier_id === asked))
      return { ...first, by: 'asked' };
    if (second !== undefined)
      throw invalid('supplier', 'More than one supplier has this name.', {
        fix: 'Send the id.',
        valid: fits.slice(0, 5).map(({ supplier_id: id }) => id),
      });
    return made(asked.slice(0, 200), suppliers, notes);
  }
  const learned = suppliers.find(({ supplier_id: id }) => id === seller?.means);
  if (learned !== undefined && seller !== undefined)
    return { ...learned, by: 'alias', since: seller.since.slice(0, 10) };
  const printed = shownText(vendor?.value ?? '');
  if (!/\p{L}/u.test(printed)) {
    needs.push({ field: 'supplier', why: 'No seller could be read.' });
    return undefined;
  }
  const fits = suppliers.filter(({ name }) => sameName(name) === sameName(printed));
  const [only, another] = fits;
  if (only !== undefined && another === undefined) return { ...only, by: 'name' };
  const near = nearest(
    printed,
    suppliers.map(({ name }) => name),
  );
  if (fits.length > 1 || near.length > 0) {
    needs.push({
      field: 'supplier',
      why: `The seller may be ${near.slice(0, 3).join(' or ')}: send its name, or the printed name for a new supplier.`,
    });
    return undefined;
  }
  if (vendor?.review !== undefined) {
    needs.push({ field: 'supplier', why: 'The seller is hard to read, and not on the books.' });
    return undefined;
  }
  return made(printed, suppliers, notes);
}

function made(
  name: string,
  suppliers: readonly { readonly supplier_id: string; readonly name: string }[],
  notes: string[],
): HeaderSupplier {
  const plain = idFromName(name);
  const taken = suppliers.some(({ supplier_id: id }) => id === plain);
  const near = nearest(
    name,
    suppliers.map((each) => each.name),
  );
  const beside = near.length === 0 ? '' : ` On the books there is ${near.slice(0, 3).join(', ')}.`;
  notes.push(`The supplier is new.${beside}`);
  return { supplier_id: taken ? `${plain}-${digest(name, 6)}` : plain, name, by: 'new' };
}

function shownNumber({ billNumber }: Bill): string | undefined {
  const number = shownText(billNumber?.value ?? '').slice(0, 60);
  return number === '' ? undefined : number;
}

function dateOf({ date }: Bill, asked: string | undefined, today: string, needs: Need[]): string | undefined {
  if (asked !== undefined) {
    if (asked > today || asked < '1900-01-01')
      throw invalid('date', `${asked} cannot be the day of a bill.`, { fix: `Send a day up to ${today}.` });
    return asked;
  }
  if (date !== undefined && date.value <= today && date.value >= '1900-01-01') return date.value;
  needs.push({
    field: 'date',
    why: date === undefined ? 'No date could be read.' : 'The date that was read cannot be.',
  });
  return undefined;
}

function dueOn(asked: string | undefined, date: string | undefined): string | undefined {
  if (asked === undefined) return date === undefined ? undefined : dayOf(dayNumber(date) + TERMS);
  if (date !== undefined && asked < date)
    throw invalid('due', `${asked} lies before the bill, ${date}.`, { fix: 'Check the day.' });
  if (date !== undefined && dayNumber(asked) - dayNumber(date) > 3_660)
    throw invalid('due', `${asked} lies more than ten years after the bill.`, { fix: 'Check the year.' });
  return asked;
}

function totalOf(
  { total }: Bill,
  asked: number | undefined,
  foreign: Foreign | undefined,
  needs: Need[],
): number | undefined {
  if (asked !== undefined) {
    if (asked <= 0) throw invalid('amount', 'The total is not more than 0.', { fix: 'Send what is owed.' });
    return asked;
  }
  if (foreign !== undefined) {
    needs.push({
      field: 'amount',
      why: `The bill is in ${foreign.bill}: send its total in ${foreign.shop}, the shop's currency.`,
    });
    return undefined;
  }
  if (total !== undefined && total.confidence >= SURE && total.value > 0) return total.value;
  needs.push({
    field: 'amount',
    why:
      total === undefined
        ? 'No total could be read.'
        : `${total.review ?? 'The total is not sure.'} Send it from the paper.`,
  });
  return undefined;
}
