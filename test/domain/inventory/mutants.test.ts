import { judgeTheJudge } from '../../support/simulation/planted.js';
import { MUTANTS } from '../../support/stock/mutants.js';
import { OPERATIONS, simulate } from '../../support/stock/simulation.js';

judgeTheJudge(simulate, MUTANTS, OPERATIONS);
