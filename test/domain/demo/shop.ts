import { generateDemoShop } from '../../../src/domain/demo/generate.js';

export const LAST_DAY = '2026-07-31';
export const FIRST_DAY = '2024-08-01';

/** Two years of the demo shop, made once for all tests of a file. */
export const shop = generateDemoShop({ seed: 1, lastDay: LAST_DAY });
