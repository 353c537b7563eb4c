import { describe, expect, it } from 'vitest';
import type { Combined } from '../../../src/domain/forecast/combine.js';
import { judge } from '../../../src/domain/forecast/judge.js';

const HORIZON = 2;

/** A series of six origins whose combination errs by `own` and whose naive forecast errs by `naive` at each step. */
function series(id: string, own: number, naive: number, origins = 6): Combined {
  const steps = origins * HORIZON;
  const back = new Float64Array(steps).fill(10 + own);
  return {
    draft: {
      kind: 'draft',
      id,
      horizon: HORIZON,
      route: 'regular',
      signed: false,
      classified: { demand: 'smooth', adi: 1, cv2: 0 },
      members: ['ets'],
      origins,
      back: [back],
      naiveBack: new Float64Array(steps).fill(10 + naive),
      truth: new Float64Array(steps).fill(10),
      ahead: [Float64Array.of(11, 11)],
      naiveAhead: Float64Array.of(9, 9),
      absoluteScale: 1,
      squaredScale: 1,
      noise: 1,
      recent: new Float64Array(0),
      unit: 0,
      constant: false,
      effects: {},
      reasons: [],
    },
    weights: [1],
    ahead: Float64Array.of(11, 11),
    back,
  };
}

describe('the verdict beside the seasonal naive method', () => {
  it('gives one series alone the naive forecast as soon as it loses', () => {
    const [verdict] = judge([series('a', 1.1, 1)]);
    expect(verdict?.lost).toBe(true);
    expect([...(verdict?.ahead ?? [])]).toEqual([9, 9]);
    expect(verdict?.weights).toEqual([]);
  });

  it('keeps the combination of one that is behind by a little where all others win, and knows it', () => {
    const others = Array.from({ length: 8 }, (_, i) => series(`other ${i}`, 0.7, 1));
    const verdicts = judge([series('a', 1.1, 1), ...others]);
    expect(verdicts[0]).toMatchObject({ lost: false, behind: true });
    expect([...(verdicts[0]?.ahead ?? [])]).toEqual([11, 11]);
    expect(verdicts.slice(1).every(({ lost, behind }) => !lost && !behind)).toBe(true);
  });

  it('does not keep one that loses by far', () => {
    const others = Array.from({ length: 8 }, (_, i) => series(`other ${i}`, 0.7, 1));
    expect(judge([series('a', 3, 1), ...others])[0]?.lost).toBe(true);
  });

  it('decides nothing on two origins', () => {
    expect(judge([series('a', 3, 1, 2)])[0]).toMatchObject({ lost: false, behind: false });
  });
});
