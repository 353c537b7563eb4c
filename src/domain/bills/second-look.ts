import type { Area, Reading, ReadPage, Word } from '../ports/reading/reading.js';
import { type Bill, type Field, type Place, SURE } from './bill.js';
import { labelOf } from './labels.js';
import { placeOf, toRows } from './rows.js';
import { type UnderstandOptions, understand } from './understand.js';

/** Reads parts of pages once more: the words of each area, in the pixels of its page. */
export type Look = (areas: readonly Area[]) => Promise<readonly (readonly Word[])[]>;

const MOST_AREAS = 4;
/** A name or day read worse than this is looked at again. */
const DOUBTFUL = 0.85;

/**
 * Makes a bill of what was read. Where its sums do not bear each other out, or its name or day is hard to read, the
 * engine looks at those lines again, and what it reads then counts if the bill comes out more certain. `others` look
 * in their turn at what is still in doubt.
 */
export async function readBill(
  reading: Reading,
  options: UnderstandOptions,
  others: readonly Look[] = [],
): Promise<Bill> {
  const first = { bill: understand(reading.pages, options), pages: reading.pages };
  const second = await lookedAgain(first, options, reading.lookAgain);
  return (
    await others.reduce(async (so, look) => lookedAgain(await so, options, look), Promise.resolve(second))
  ).bill;
}

interface Understood {
  readonly bill: Bill;
  readonly pages: readonly ReadPage[];
}

async function lookedAgain(
  understood: Understood,
  options: UnderstandOptions,
  look: Look,
): Promise<Understood> {
  const areas = doubts(understood.bill, understood.pages).slice(0, MOST_AREAS);
  if (areas.length === 0) return understood;
  const looks = await look(areas);
  let { bill: best, pages } = understood;
  for (const [index, area] of areas.entries()) {
    const words = looks[index] ?? [];
    if (words.length === 0) continue;
    const changed = pages.map((page) => (page.page === area.page ? replaced(page, area, words) : page));
    const again = understand(changed, options);
    if (certainty(again) <= certainty(best)) continue;
    best = again;
    pages = changed;
  }
  return { bill: best, pages };
}

/** The parts of the pages that could settle what is in doubt. */
function doubts(bill: Bill, pages: readonly ReadPage[]): Area[] {
  const areas: Area[] = [];
  if (bill.total === undefined || bill.total.confidence < SURE) {
    const rows = pages.flatMap((page) =>
      toRows(page).filter(({ text }) => {
        const label = labelOf(text.replace(/\d/g, ''));
        return (
          label === 'grand_total' ||
          label === 'total' ||
          label === 'total_inclusive' ||
          label === 'change' ||
          label === 'paid'
        );
      }),
    );
    areas.push(...rows.slice(-3).map(({ tokens }) => widened(placeOf(tokens), pages)));
  }
  for (const field of [bill.date, bill.vendor]) {
    if (field?.place !== undefined && field.confidence < DOUBTFUL) areas.push(widened(field.place, pages));
  }
  return areas;
}

/** The whole width of the page, and half a line more above and below. */
function widened(place: Place, pages: readonly ReadPage[]): Area {
  const page = pages.find(({ page: number }) => number === place.page);
  const margin = (place.bottom - place.top) * 0.4;
  return {
    page: place.page,
    left: 0,
    right: page?.width ?? place.right,
    top: Math.max(0, place.top - margin),
    bottom: Math.min(page?.height ?? place.bottom, place.bottom + margin),
  };
}

function replaced(page: ReadPage, area: Area, words: readonly Word[]): ReadPage {
  const middle = ({ polygon }: Word): number => polygon.reduce((sum, { y }) => sum + y, 0) / 4;
  const height = area.bottom - area.top;
  const inside = (word: Word): boolean =>
    middle(word) > area.top + height * 0.15 && middle(word) < area.bottom - height * 0.15;
  return { ...page, words: [...page.words.filter((word) => !inside(word)), ...words.filter(inside)] };
}

function certainty({ total, date, vendor }: Bill): number {
  const of = (field: Field<unknown> | undefined, weight: number): number => (field?.confidence ?? 0) * weight;
  return of(total, 3) + of(date, 1) + of(vendor, 1);
}
