import { describe, expect, it } from 'vitest';
import type { Combined } from '../../../../src/domain/forecast/combine.js';
import { makeDraft } from '../../../../src/domain/forecast/make-draft.js';
import { scaleLore, scaleOf } from '../../../../src/domain/forecast/spread/scale.js';

const OPTIONS = { horizon: 7 };

/** A series of so many days whose errors go with the square of the forecast, and whose last forecast is `times` its usual. */
function combined(days: number, times: number): Combined {
  const values = Array.from({ length: days }, (_, t) => (5 + (t % 7)) * (1 + ((t * 7) % 5) / 10));
  const draft = makeDraft({ id: 'x', values, period: 7 }, OPTIONS);
  if (draft.kind !== 'draft') throw new Error(draft.message);
  const back = draft.back[0] ?? new Float64Array(0);
  const usual = back.reduce((sum, value) => sum + value, 0) / back.length;
  return { draft, weights: [1], ahead: new Float64Array(7).fill(times * usual), back };
}

describe('the scale of a series’ errors', () => {
  it('grows with the forecast only so far: one far above the usual is no measure of its error', () => {
    const one = combined(120, 1);
    // Errors that follow the square of the forecast.
    const shapes = scaleLore([one]).shapes.map((_, s, { length }) => (s >= (2 * length) / 3 ? 1e6 : 0));
    const lore = { shapes, ratio: 1 };
    const deviation = (times: number) => Math.sqrt(scaleOf(combined(120, times), lore).ahead[0] ?? 0);
    expect(deviation(4) / deviation(1)).toBeCloseTo(4, 6);
    expect(deviation(60) / deviation(1)).toBeCloseTo(8, 6);
  });

  it('of a short history is told more widely', () => {
    const [short, long] = [14, 28].map((observed) => {
      const one = combined(120, 1);
      const cut = { ...one, draft: { ...one.draft, observed } };
      return Math.sqrt(scaleOf(cut, scaleLore([one])).ahead[0] ?? 0);
    });
    expect((short ?? 0) / (long ?? 1)).toBeCloseTo(1.5, 6);
  });
});
