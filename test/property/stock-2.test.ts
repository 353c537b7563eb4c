import { simulateShard } from '../support/stock/simulation.js';

simulateShard(2);
