import { type Story, simulator } from '../simulation/simulation.js';
import { judge } from './judge.js';
import { type History, live } from './scenario.js';

export const STORY: Story<History> = { live, judge, entries: 'udhaar_entry' };

export const simulate = simulator(STORY);
