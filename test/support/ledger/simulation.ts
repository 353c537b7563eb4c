import { simulator } from '../simulation/simulation.js';
import { judge } from './judge.js';
import { live } from './scenario.js';

export const simulate = simulator({ live, judge, entries: 'udhaar_entry' });
