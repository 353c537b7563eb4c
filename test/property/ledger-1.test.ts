import { simulateShard } from '../support/ledger/shards.js';

simulateShard(1);
