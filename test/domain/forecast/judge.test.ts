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
      tested: HORIZON,
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
      observed: 100,
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
  it('puts the naive forecast in the place of a combination that loses, and keeps what was tried', () => {
    const verdict = judge(series('a', 1.1, 1));
    expect(verdict.lost).toBe(true);
    expect([...verdict.ahead]).toEqual([9, 9]);
    expect(verdict.weights).toEqual([]);
    expect(verdict.back[0]).toBe(11);
    expect(verdict.tried.back[0]).toBeCloseTo(11.1, 9);
  });

  it.each([0.9, 1])('keeps a combination that errs by %d of what naive does', (own) => {
    const verdict = judge(series('a', own, 1));
    expect(verdict.lost).toBe(false);
    expect([...verdict.ahead]).toEqual([11, 11]);
  });

  it('decides nothing on two origins', () => {
    expect(judge(series('a', 3, 1, 2)).lost).toBe(false);
  });
});
