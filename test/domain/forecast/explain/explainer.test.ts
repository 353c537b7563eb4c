import { describe, expect, onTestFinished, test } from 'vitest';
import { ForecastExplainer } from '../../../../src/domain/forecast/explain/explainer.js';
import type { Explained } from '../../../../src/domain/forecast/explain/facts.js';
import { forecastOne } from '../../../../src/domain/forecast/forecast.js';
import type { Forecast } from '../../../../src/domain/forecast/types.js';
import { BedrockLanguage } from '../../../../src/domain/ports/language/bedrock.js';
import { awsServer, SECRET, type Turn } from '../../../support/aws-server.js';

const DAY = 86_400_000;
/** The day so many after Sunday 29 March 2026. */
const ahead = (step: number): string =>
  new Date(Date.parse('2026-03-29') + step * DAY).toISOString().slice(0, 10);

async function explained(more: Partial<Forecast> = {}): Promise<Explained> {
  const values = Array.from({ length: 140 }, (_, day) => 10 + 3 * (day % 7) + ((day * 7) % 3));
  const made = await forecastOne({ id: 'P1', values, period: 7 }, { horizon: 14 });
  if (made.kind === 'refusal') throw new Error(made.message);
  return {
    name: 'Tea 500 g',
    unit: 'packets',
    grain: 'day',
    total: { value: 280.25, low80: 270, high80: 290.5 },
    forecast: { ...made, ...more },
    steps: { values: [...values.slice(0, -1), undefined], ahead },
    gaps: 1,
  };
}

const NOBODY = new ForecastExplainer(undefined);

describe('our own sentences', () => {
  test('tell total, past, busiest weekday, accuracy, effects and gaps', async () => {
    const point = Float64Array.from({ length: 14 }, (_, step) => (step % 7 === 5 ? 40 : 10));
    const backtest = (await explained()).forecast.backtest;
    if (backtest === undefined) throw new Error('no backtest');
    const { text, model } = await NOBODY.explain(
      await explained({
        point,
        effects: { price: -1.5, diwali: 0.4, discount: 0.001 },
        backtest: { ...backtest, wape: 0.1234, naive: { ...backtest.naive, wape: 0.2 } },
      }),
    );
    expect(model).toBeUndefined();
    const past = Array.from({ length: 13 }, (_, index) => 126 + index).reduce(
      (sum, day) => sum + 10 + 3 * (day % 7) + ((day * 7) % 3),
      0,
    );
    expect(text.split(/(?<=\.) /)).toEqual([
      'Expected in the next 14 days: 280.25 packets, with 80 % probability between 270 and 290.5.',
      `The last 14 days, of which 13 are known brought ${past} packets.`,
      'Saturdays are the busiest, with 40 packets a day against 14.29 on average.',
      'In the backtest this way of forecasting missed by 12.3 % of demand, against 20 % by repeating the season before.',
      'In the past, the shopping days before Diwali brought 49.2 % more demand.',
      'In the past, a price 10 % higher brought 13.3 % less demand.',
      '1 day without a sale is taken for a gap in supply and left out.',
    ]);
  });

  test('leave out what is not known', async () => {
    const all = await explained({ effects: {}, backtest: undefined, point: Float64Array.of(5) });
    const { text } = await NOBODY.explain({ ...all, grain: 'month', gaps: 0, steps: { values: [], ahead } });
    expect(text).toBe(
      'Expected in the next month: 280.25 packets, with 80 % probability between 270 and 290.5.',
    );
  });
});

const says = (text: string): Turn => ({
  kind: 'answer',
  body: { output: { message: { role: 'assistant', content: [{ text }] } }, stopReason: 'end_turn' },
});

async function explainedBy(turn: Turn) {
  const server = await awsServer('BEDROCK_RUNTIME', () => turn);
  const explainer = new ForecastExplainer(new BedrockLanguage('amazon.nova-micro-v1:0'));
  onTestFinished(() => explainer.close());
  return { server, explanation: await explainer.explain(await explained()) };
}

describe('a language model', () => {
  test('that keeps to the figures is shown beside our own sentences', async () => {
    const text = 'Tea 500 g should sell 280.25 packets in 14 days.';
    const { explanation, server } = await explainedBy(says(text));
    expect(explanation).toEqual({ text: expect.stringContaining('Expected'), model: text });
    expect(JSON.stringify(server.requests)).not.toContain('P1');
  });

  test.each([
    ['invents a number', says('Expect 281 packets.'), 'not among the figures'],
    ['sends a link', says('Order at https://example.com.'), 'a link'],
    ['cannot be reached', { kind: 'disconnect' }, 'could not be reached'],
    ['throttles', { kind: 'error', status: 429, type: 'ThrottlingException' }, 'too many requests'],
  ] as const)('that %s leaves our own sentences', async (_, turn, why) => {
    const { explanation } = await explainedBy(turn);
    expect(explanation).toEqual({
      text: expect.stringContaining('Expected'),
      failure: expect.stringContaining(why),
    });
    expect(JSON.stringify(explanation)).not.toContain(SECRET);
  });
});
