import { simulateQuarter } from '../simulation/shards.js';
import { type Story, simulator } from '../simulation/simulation.js';
import { judge } from './judge.js';
import { type History, live } from './scenario.js';

export const STORY: Story<History> = { live, judge, entries: 'stock_movement' };

export const simulate = simulator(STORY);

const SEEDS = Number(process.env.MUNSHI_STOCK_SEEDS ?? 300);
export const OPERATIONS = 320;

export function simulateShard(shard: number): void {
  simulateQuarter(shard, { simulate, seeds: SEEDS, operations: OPERATIONS });
}
