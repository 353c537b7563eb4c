import type { Token } from '../../words/tokens.js';
import type { Read } from './segment.js';

const ABOVE = /^(?:above|over|exceeding|beyond|beating)$/;
const BELOW = /^(?:below|under)$/;
const MORE = /^(?:more|higher|greater|larger|better|bigger|costlier)$/;
const LESS = /^(?:less|lower|fewer|smaller|worse|cheaper)$/;
const BETWEEN = /^(?:the|an|a|our|its|their|shop|shop's|overall|company|store|all|general)$/;
const AVERAGE = /^(?:average|avg|mean|ausat)$/;
/** After which the average is a figure of its own: the average order value. */
const FIGURE =
  /^(?:order|bill|basket|ticket|invoice|transaction|selling|unit|discount|freight|days|number|of)$/;
const HINDI: Readonly<Record<string, 'above_average' | 'below_average'>> = {
  ...{ zyada: 'above_average', jyada: 'above_average', upar: 'above_average', adhik: 'above_average' },
  ...{ kam: 'below_average', neeche: 'below_average', niche: 'below_average' },
};

/** Comparisons with the average of the others: "above the average", "less than average", "average se kam". */
export function findAverages(tokens: readonly Token[]): Read[] {
  return tokens.flatMap((_, at): Read[] => {
    const found = before(tokens, at) ?? behind(tokens, at);
    return found === undefined
      ? []
      : [
          {
            first: at,
            last: found.last,
            sense: { tag: 'comparison', comparison: { op: found.op, values: [] } },
          },
        ];
  });
}

interface Found {
  readonly last: number;
  readonly op: 'above_average' | 'below_average';
}

function before(tokens: readonly Token[], at: number): Found | undefined {
  const word = (place: number): string => tokens[place]?.word ?? '';
  const than = word(at + 1) === 'than';
  const up = ABOVE.test(word(at)) || (than && MORE.test(word(at)));
  const down = BELOW.test(word(at)) || (than && LESS.test(word(at)));
  if (!up && !down) return undefined;
  let next = at + (than ? 2 : 1);
  while (BETWEEN.test(word(next))) next += 1;
  if (!AVERAGE.test(word(next)) || FIGURE.test(word(next + 1))) return undefined;
  return { last: next, op: up ? 'above_average' : 'below_average' };
}

function behind(tokens: readonly Token[], at: number): Found | undefined {
  const op = HINDI[tokens[at + 2]?.word ?? ''];
  const led = AVERAGE.test(tokens[at]?.word ?? '') && tokens[at + 1]?.word === 'se';
  return led && op !== undefined ? { last: at + 2, op } : undefined;
}
