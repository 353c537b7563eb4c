import { MUTANTS } from '../../../support/posting/mutants.js';
import { OPERATIONS, simulate } from '../../../support/posting/simulation.js';
import { judgeTheJudge } from '../../../support/simulation/planted.js';

judgeTheJudge(simulate, MUTANTS, OPERATIONS);
