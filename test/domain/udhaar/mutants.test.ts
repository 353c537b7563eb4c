import { MUTANTS } from '../../support/ledger/mutants.js';
import { OPERATIONS } from '../../support/ledger/shards.js';
import { simulate } from '../../support/ledger/simulation.js';
import { judgeTheJudge } from '../../support/simulation/planted.js';

judgeTheJudge(simulate, MUTANTS, OPERATIONS);
