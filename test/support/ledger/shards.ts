import { simulateQuarter } from '../simulation/shards.js';
import { simulate } from './simulation.js';

const SEEDS = Number(process.env.MUNSHI_LEDGER_SEEDS ?? 1_000);
export const OPERATIONS = 480;

export function simulateShard(shard: number): void {
  simulateQuarter(shard, { simulate, seeds: SEEDS, operations: OPERATIONS });
}
