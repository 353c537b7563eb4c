import { judgeTheJudge } from '../../support/simulation/planted.js';
import { MUTANTS } from '../../support/stock/mutants.js';
import { OPERATIONS, simulate } from '../../support/stock/simulation.js';

// Half of the life is enough, and agents spend most of it on writes that a planted fault keeps from ending.
judgeTheJudge(simulate, MUTANTS, OPERATIONS / 2);
