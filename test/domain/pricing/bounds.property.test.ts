import { expect, test } from 'vitest';
import { advise, GOALS } from '../../../src/domain/pricing/advice.js';
import { CORRIDOR } from '../../../src/domain/pricing/bounds.js';
import { ENDINGS } from '../../../src/domain/pricing/endings.js';
import type { Futures } from '../../../src/domain/pricing/futures.js';
import { markdownOf } from '../../../src/domain/pricing/markdown.js';
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
      step: stepAsked ? random.between(0.01, 0.9) : 0.1,
      stepAsked,
    },
    goal: random.pick(GOALS),
    ending: maybe(random, 0.7, () => random.pick(digits === 0 ? ENDINGS_OF_WHOLE : ENDINGS)),
    digits,
    response: { elasticity, own: random.chance(0.8), noise: 0.3, weeksAtPrice: random.int(0, 26) },
    futures: maybe(random, 0.95, () => drawn),
    stock: maybe(random, 0.7, () => random.int(0, 300)),
    salvage: random.int(0, price),
    drawn,
  };
}

/** What a price breaks, worked out anew from what the bounds mean. */
function broken(
  price: number,
  { terms, limits }: ReturnType<typeof randomCase>,
  markdown: boolean,
): string[] {
  const rate = 1 + terms.taxRate / 10_000;
  const paid = terms.taxInside ? price : price * rate;
  const kept = terms.taxInside ? price / rate : price;
  const { cost, mrp } = terms;
  const { floor, competitors, neverAtLoss } = limits;
  const slip = 1 + 1e-9;
  const found: string[] = [];
  if (!Number.isInteger(price) || price < 1) found.push('no price');
  if (mrp !== undefined && paid > mrp * slip) found.push('mrp');
  if (cost !== undefined && floor !== undefined && (kept - cost) / kept < floor - 1e-9) found.push('floor');
  if (cost !== undefined && floor === undefined && neverAtLoss && !markdown && kept * slip < cost)
    found.push('cost');
  if (competitors !== undefined && paid * slip < competitors.low * (1 - CORRIDOR))
    found.push('corridor below');
  if (competitors !== undefined && paid > competitors.high * (1 + CORRIDOR) * slip)
    found.push('corridor above');
  const change = Math.abs(price / terms.price - 1);
  if (limits.stepAsked && change > limits.step * slip) found.push('step');
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
    if (advice.verdict === 'keep' && broken(made.terms.price, made, false).length > 0)
      wrong.push({ kept: made });
    const marked = markdownOf(
      [{ by: 1, units: random.int(1, 300), futures: made.drawn }],
      made.terms,
      { ...made.limits, neverAtLoss: false },
      made,
    );
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
