import { expect, test } from 'vitest';
import { advise } from '../../../src/domain/pricing/advice.js';
import { CORRIDOR } from '../../../src/domain/pricing/bounds.js';
import { GOALS } from '../../../src/domain/pricing/case.js';
import { ENDINGS } from '../../../src/domain/pricing/endings.js';
import type { Futures } from '../../../src/domain/pricing/futures.js';
import { expiringOf, markdownOf } from '../../../src/domain/pricing/markdown.js';
import { FAR } from '../../../src/domain/products/doubtful-price.js';
import { type Random, randomFrom } from '../../../src/domain/random.js';

const CASES = Number(process.env.MUNSHI_PRICING_CASES ?? 10_000);
const SEED = Number(process.env.MUNSHI_TEST_SEED ?? 20_260_331);

const ENDINGS_OF_WHOLE = ENDINGS.filter((ending) => ending !== '.50' && ending !== '.99');

function maybe<T>(random: Random, share: number, make: () => T): T | undefined {
  return random.chance(share) ? make() : undefined;
}

function randomCase(random: Random) {
  const price = random.int(1, random.pick([200, 20_000, 2_000_000]));
  const low = random.between(0.7, 1.1) * price;
  const elasticity = -random.between(0.1, 6);
  const drawn: Futures = {
    reference: price,
    units: Float64Array.from({ length: 3 }, () => random.between(0.2, 200)),
    elasticities: Float64Array.from({ length: 3 }, () => elasticity * random.between(0.5, 1.5)),
  };
  const floor = maybe(random, 0.4, () => random.between(0, 0.6));
  const stepAsked = random.chance(0.6);
  const digits = random.pick([2, 2, 2, 0]);
  return {
    terms: {
      price,
      cost: maybe(random, 0.9, () => price * random.between(0.2, 1.3)),
      mrp: maybe(random, 0.6, () => Math.round(price * random.between(0.8, 1.6)) + 1),
      taxRate: random.pick([0, 500, 1_200, 1_800, 2_800]),
      taxInside: random.chance(0.7),
    },
    limits: {
      floor,
      neverAtLoss: random.chance(0.7),
      competitors: maybe(random, 0.3, () => ({ low, high: low * random.between(1, 1.4) })),
      reach: maybe(random, 0.5, () => ({
        least: price * random.between(0.4, 1.05),
        most: price * random.between(0.95, 2),
      })),
      step: stepAsked ? random.between(0.01, 0.9) : 0.1,
      stepAsked,
    },
    goal: random.pick(GOALS),
    ending: maybe(random, 0.7, () => random.pick(digits === 0 ? ENDINGS_OF_WHOLE : ENDINGS)),
    digits,
    response: {
      elasticity,
      own: random.chance(0.8),
      ownShare: random.unit(),
      noise: 0.3,
      weeksAtPrice: random.int(0, 26),
    },
    futures: maybe(random, 0.95, () => drawn),
    shelf: maybe(random, 0.7, () => ({
      units: random.int(0, 300),
      dated: random.chance(0.5) ? [{ by: 1, units: random.int(1, 300), futures: drawn }] : [],
    })),
    salvage: random.int(0, price),
    drawn,
  };
}

/** What a price breaks, worked out anew from what the bounds mean. */
function broken(price: number, { terms, limits, goal }: ReturnType<typeof randomCase>, markdown: boolean) {
  const rate = 1 + terms.taxRate / 10_000;
  const paid = (each: number): number => (terms.taxInside ? each : each * rate);
  const kept = (each: number): number => (terms.taxInside ? each / rate : each);
  const { cost, mrp } = terms;
  const { floor, competitors, neverAtLoss } = limits;
  const slip = 1 + 1e-9;
  const hard = (each: number): string[] => {
    const found: string[] = [];
    if (!Number.isInteger(each) || each < 1) found.push('no price');
    if (mrp !== undefined && paid(each) > mrp * slip) found.push('mrp');
    if (cost !== undefined && floor !== undefined && (kept(each) - cost) / kept(each) < floor - 1e-9)
      found.push('floor');
    if (cost !== undefined && floor === undefined && neverAtLoss && !markdown && kept(each) * slip < cost)
      found.push('cost');
    return found;
  };
  const found = hard(price);
  const { reach } = limits;
  // The law and break-even go first; a price now that lies out of reach itself leads nowhere.
  const forced =
    reach === undefined ||
    (mrp !== undefined && mrp / paid(1) < reach.least + 1) ||
    (cost !== undefined && neverAtLoss && floor === undefined && cost / kept(1) > reach.most - 1);
  if (!forced && (price < reach.least - 1e-6 || price > reach.most + 1e-6)) found.push('reach');
  const lawful = hard(terms.price).length === 0;
  const change = Math.abs(price / terms.price - 1);
  const step = markdown && !limits.stepAsked ? 1 : limits.step;
  if (lawful && change > step * slip) found.push('step');
  if (price > FAR * terms.price) found.push('too far');
  const clears = markdown || goal === 'clear_stock';
  if (clears && price > terms.price) found.push('dearer to clear');
  if (competitors !== undefined) {
    const [low, high] = [competitors.low * (1 - CORRIDOR), competitors.high * (1 + CORRIDOR)];
    const cheaper = paid(terms.price) < low * slip;
    // Of a few minor units the corridor may hold no price at all.
    const some = Math.ceil(low / paid(1)) <= Math.floor(high / paid(1));
    if (!clears && !cheaper && lawful && some && paid(price) * slip < low) found.push('corridor below');
    // One that is dearer by more than the step comes nearer, and never moves away.
    const nearest = Math.max(paid(terms.price) * (1 - step), paid(reach?.least ?? 0));
    const near = price <= terms.price && nearest > high - paid(1);
    if (lawful && paid(price) > high * slip && !near && !markdown) found.push('corridor above');
  }
  return found;
}

test(`MRP, floor, corridor and step hold in ${CASES} random cases`, () => {
  const random = randomFrom(SEED, 1);
  const wrong: unknown[] = [];
  const verdicts = new Map<string, number>();
  let markdowns = 0;
  for (let count = 0; count < CASES; count += 1) {
    const made = randomCase(random);
    const advice = advise(made);
    verdicts.set(advice.verdict, (verdicts.get(advice.verdict) ?? 0) + 1);
    for (const option of [advice.recommended, advice.test]) {
      const breaks = option === undefined ? [] : broken(option.price, made, false);
      if (breaks.length > 0) wrong.push({ breaks, price: option?.price, made });
    }
    // What others ask is no reason to lose money; how near the prices charged are is none to move.
    const firm = broken(made.terms.price, made, false).filter((name) => !/^(corridor|reach)/.test(name));
    if (advice.verdict === 'keep' && firm.length > 0) wrong.push({ kept: made });
    const shelf = { units: 400, dated: [{ by: 1, units: random.int(1, 300), futures: made.drawn }] };
    const [expiring] = expiringOf(shelf, made.terms.price);
    const marked = expiring === undefined ? undefined : markdownOf(expiring, made.terms, made.limits, made);
    if (marked === undefined) continue;
    markdowns += 1;
    const breaks = broken(marked.price, made, true);
    if (breaks.length > 0 || marked.price >= made.terms.price) wrong.push({ breaks, marked, made });
  }
  expect(wrong.slice(0, 3)).toEqual([]);
  // Every outcome is among the cases, often enough to mean something.
  for (const verdict of ['change', 'keep', 'mend', 'test', 'cannot_tell', 'no_price'])
    expect(verdicts.get(verdict) ?? 0, verdict).toBeGreaterThan(CASES / 200);
  expect(markdowns).toBeGreaterThan(CASES / 100);
});
