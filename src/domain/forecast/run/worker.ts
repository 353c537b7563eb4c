import type { Calibration } from '../calibration.js';
import { forecastMany, forecastTaught, type Taught, teachGroup, teachShop } from '../forecast.js';
import type { ForecastInput, ForecastOptions, ForecastResult } from '../types.js';

/** What a worker is sent. */
export type Task = { readonly inputs: readonly ForecastInput[]; readonly options: ForecastOptions } & (
  | { readonly kind: 'forecast'; readonly taught: Taught | undefined }
  | { readonly kind: 'shop' }
  | { readonly kind: 'group'; readonly lends: Calibration | undefined }
);

/** What it answers, by the kind of the task. */
export type Answer =
  | { readonly kind: 'forecast'; readonly results: ForecastResult[] }
  | { readonly kind: 'shop'; readonly calibration: Calibration }
  | { readonly kind: 'group'; readonly taught: Pick<Taught, 'commons' | 'lending'> };

/** Does one piece of work in a thread of its own. */
export default async function work(task: Task): Promise<Answer> {
  const { kind, inputs, options } = task;
  switch (kind) {
    case 'forecast':
      return {
        kind,
        results:
          task.taught === undefined
            ? await forecastMany(inputs, options)
            : await forecastTaught(inputs, options, task.taught),
      };
    case 'shop':
      return { kind, calibration: await teachShop(inputs, options) };
    case 'group':
      return { kind, taught: await teachGroup(inputs, options, task.lends) };
  }
}
