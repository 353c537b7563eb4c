import { simulator } from '../simulation/simulation.js';
import { judge } from './judge.js';
import { type History, live } from './scenario.js';

export const OPERATIONS = 160;

export const simulate = simulator<History>({ live, judge, entries: 'payable_entry' });
