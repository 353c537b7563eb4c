/**
 * An invented market with known price elasticities: 15 groups of 20 products, 26 weeks each. Demand has a constant
 * elasticity and moves with a trend, its group's season, the shop's customers, promotions and noise that hangs together;
 * what sells is a count. Prices move by one to three lasting changes and a few promotions; of one product in twenty never.
 */
import { randomFrom } from '../dist/domain/random.js';

export const WEEKS = 26;
const GROUPS = 15;
const PRODUCTS = 20;

export function market(seed) {
  const random = randomFrom(seed, 0);
  const customers = walk(random, 0.4, 0.1);
  const seen = customers.map((log) => random.poisson(80 * Math.exp(log)) + 400 * Math.exp(log));
  return Array.from({ length: GROUPS }, (_, group) => {
    const mean = random.between(-3, -1);
    const season = { height: random.between(0, 0.25), phase: random.between(0, 2 * Math.PI) };
    return Array.from({ length: PRODUCTS }, () => product(random, { group, mean, season, customers, seen }));
  }).flat();
}

function product(random, { group, mean, season, customers, seen }) {
  const elasticity = Math.min(-0.2, mean + 0.35 * normal(random));
  const price = Math.round(random.between(2_000, 40_000));
  const cost = Math.round(price * (1 - random.between(0.1, 0.45)));
  const level = Math.log(25) + normal(random);
  const trend = random.between(-0.2, 0.2);
  const noise = walk(random, 0.3, 0.12);
  const { prices, promoted } = pricePath(random, price);
  const lift = random.between(0, 0.3);
  const rate = (week, at) =>
    Math.exp(
      level +
        elasticity * Math.log(at / price) +
        (trend * week) / WEEKS +
        season.height * Math.sin((2 * Math.PI * week) / 52 + season.phase) +
        (customers[week] ?? 0) +
        lift * (promoted[week] ?? 0) +
        (noise[week] ?? 0),
    );
  return {
    group,
    elasticity,
    cost,
    price: prices[WEEKS - 1],
    /** True mean units of the last week at a price, without its noise. */
    demand: (at) =>
      Math.exp(
        level +
          elasticity * Math.log(at / price) +
          trend +
          season.height * Math.sin((2 * Math.PI * (WEEKS - 1)) / 52 + season.phase),
      ),
    units: prices.map((at, week) => poisson(random, rate(week, at))),
    prices,
    promoted,
    customers: seen,
  };
}

function pricePath(random, start) {
  const still = random.chance(0.05);
  const changes = new Set();
  for (let count = still ? 0 : random.int(1, 3); count > 0; count -= 1) changes.add(random.int(2, WEEKS - 3));
  const offers = new Set();
  for (let count = still ? 0 : random.int(1, 4); count > 0; count -= 1) offers.add(random.int(1, WEEKS - 2));
  let usual = start;
  const promoted = [];
  const prices = Array.from({ length: WEEKS }, (_, week) => {
    if (changes.has(week)) usual *= 1 + random.between(0.03, 0.12) * (random.chance(0.6) ? 1 : -1);
    promoted.push(offers.has(week) ? 1 : 0);
    return Math.round(usual * (offers.has(week) ? 1 - random.pick([0.05, 0.1, 0.15, 0.2]) : 1));
  });
  return { prices, promoted };
}

/** A stationary walk of the first order with this memory and standard deviation. */
function walk(random, memory, deviation) {
  let at = deviation * normal(random);
  return Array.from({ length: WEEKS }, () => {
    at = memory * at + deviation * Math.sqrt(1 - memory ** 2) * normal(random);
    return at;
  });
}

function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
}

/** Large means in parts: the product of uniform draws underflows. */
function poisson(random, mean) {
  return mean > 500 ? poisson(random, mean / 2) + poisson(random, mean / 2) : random.poisson(mean);
}
