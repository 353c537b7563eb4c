import { expect } from 'vitest';
import { dayNumber } from '../../../src/domain/calendar/days.js';
import type { Shop } from '../../../src/domain/open-shop.js';
import { BIASED, FIRST, PLANTED, type ScriptedYear, YEAR_DAYS } from './scripted-year.js';

/**
 * Lives through the year and looks each evening: what is planted is raised within its day, nothing else is, none twice.
 *
 * @param beside what else happens on a day
 * @param standing alerts whose cause is there all year
 */
export async function playYear(
  shop: Shop,
  year: ScriptedYear,
  beside?: (day: number) => Promise<unknown>,
  standing: readonly string[] = [],
): Promise<void> {
  await year.open();
  const wrong: string[] = [];
  for (let day = 0; day < YEAR_DAYS; day += 1) {
    await year.play(day);
    await beside?.(day);
    const open = (await shop.alerts.alerts())
      .filter(({ state, record }) => state !== 'resolved' && record.alert_id !== BIASED.id)
      .map(({ record }) => record.alert_id)
      .sort();
    const due = PLANTED.filter(({ from, to }) => from <= day && day <= to).map(({ id }) => id);
    due.push(...standing);
    if (year.low.includes(day)) due.push('low_stock:runout');
    if (year.out.includes(day)) due.push('out_of_stock:runout');
    if (open.join() !== due.sort().join())
      wrong.push(`day ${day}: ${open.join(' ')} instead of ${due.join(' ')}`);
  }
  expect(wrong).toEqual([]);

  const raised = (await shop.alerts.alerts()).flatMap(({ record }) =>
    record.history
      .filter(({ what }) => what === 'raised')
      .map(({ at }) => `${record.alert_id} ${dayNumber(at.slice(0, 10)) - FIRST}`),
  );
  const [bias] = raised.filter((each) => each.startsWith(BIASED.id));
  const told = Number(bias?.split(' ').at(-1));
  expect(told).toBeGreaterThanOrEqual(BIASED.toldFrom);
  expect(told).toBeLessThanOrEqual(BIASED.toldTo);
  expect(raised.sort()).toEqual(
    [
      ...PLANTED.map(({ id, from }) => `${id} ${from}`),
      ...standing.map((id) => `${id} 0`),
      `low_stock:runout ${year.low[0]}`,
      `out_of_stock:runout ${year.out[0]}`,
      `${BIASED.id} ${told}`,
    ].sort(),
  );
}
