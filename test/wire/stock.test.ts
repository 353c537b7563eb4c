import { liveOverTheWire } from '../support/simulation/over-the-wire.js';
import { STORY } from '../support/stock/simulation.js';

const SEEDS = Number(process.env.MUNSHI_STOCK_WIRE_SEEDS ?? 20);
const OPERATIONS = Number(process.env.MUNSHI_STOCK_WIRE_OPERATIONS ?? 100);

liveOverTheWire(STORY, SEEDS, OPERATIONS);
