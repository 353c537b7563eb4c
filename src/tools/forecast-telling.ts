import type { Picture } from '../catalogue/define-tool.js';
import type { ForecastExplainer } from '../domain/forecast/explain/explainer.js';
import type { Explained } from '../domain/forecast/explain/facts.js';
import type { Steps } from '../domain/forecast/history/steps.js';

/** Steps of the past in a chart. */
const CHARTED = 120;

/** The series of an answer that is drawn and put into words. */
export interface ToldForecast extends Explained {
  readonly counted: 'units' | 'revenue';
  readonly steps: Steps;
}

/** What draws is loaded for the first picture, and slows no start. */
export async function forecastChart({
  name,
  unit,
  counted,
  steps,
  forecast,
}: ToldForecast): Promise<Picture> {
  const { point, interval80, interval95 } = forecast;
  const [{ demandChart }, { svgToPng }] = await Promise.all([
    import('../domain/chart/demand-chart.js'),
    import('../domain/chart/png.js'),
  ]);
  const from = Math.max(0, steps.values.length - CHARTED);
  const svg = demandChart({
    title: name,
    unit: counted === 'revenue' ? `net sales, ${unit}` : unit,
    past: steps.starts.slice(from).map((on, index) => ({ on, value: steps.values[from + index] })),
    expected: [...point].map((value, step) => ({
      on: steps.ahead(step + 1),
      value,
      low80: interval80.low[step] ?? 0,
      high80: interval80.high[step] ?? 0,
      low95: interval95.low[step] ?? 0,
      high95: interval95.high[step] ?? 0,
    })),
  });
  return { mimeType: 'image/png', bytes: await svgToPng(svg) };
}

/** Our own words; a model's stand apart from them, as text from outside. */
export async function forecastInWords(
  explainer: ForecastExplainer,
  told: ToldForecast,
  signal: AbortSignal,
): Promise<Record<string, string>> {
  const { text, model, failure } = await explainer.explain(told, signal);
  return {
    by: model === undefined ? 'template' : 'bedrock',
    text,
    ...(model === undefined ? {} : { untrusted_text: model }),
    ...(failure === undefined ? {} : { failure }),
  };
}
