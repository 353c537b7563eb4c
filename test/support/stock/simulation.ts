import { simulateQuarter } from '../simulation/shards.js';
import { simulator } from '../simulation/simulation.js';
import { judge } from './judge.js';
import { live } from './scenario.js';

export const simulate = simulator({ live, judge, entries: 'stock_movement' });

const SEEDS = Number(process.env.MUNSHI_STOCK_SEEDS ?? 300);
export const OPERATIONS = 320;

export function simulateShard(shard: number): void {
  simulateQuarter(shard, { simulate, seeds: SEEDS, operations: OPERATIONS });
}
