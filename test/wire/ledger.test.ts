import { STORY } from '../support/ledger/simulation.js';
import { liveOverTheWire } from '../support/simulation/over-the-wire.js';

const SEEDS = Number(process.env.MUNSHI_LEDGER_WIRE_SEEDS ?? 50);
const OPERATIONS = Number(process.env.MUNSHI_LEDGER_WIRE_OPERATIONS ?? 120);

liveOverTheWire(STORY, SEEDS, OPERATIONS);
