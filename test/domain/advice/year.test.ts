import { expect, it } from 'vitest';
import { dayNumber } from '../../../src/domain/calendar/days.js';
import { PlainTable } from '../../support/advice/plain-table.js';
import {
  BIASED,
  type Cause,
  FIRST,
  PLANTED,
  ScriptedYear,
  YEAR_DAYS,
} from '../../support/advice/scripted-year.js';
import { seeded } from '../../support/seeded.js';
import { anotherProcess } from '../sales/shop.js';

it('a year: every planted cause is raised within its day, nothing else is, and none twice', async () => {
  let now = new Date(0);
  // Six in the evening in Kolkata.
  const setDay = (day: number): void => {
    now = new Date((FIRST + day) * 86_400_000 + 45_000_000);
  };
  const table = new PlainTable();
  const shop = anotherProcess(table, 'year', () => now);
  const year = new ScriptedYear(shop, table, seeded(8), setDay);
  await year.open();

  const wrong: string[] = [];
  for (let day = 0; day < YEAR_DAYS; day += 1) {
    await year.play(day);
    const open = (await shop.alerts.alerts())
      .filter(({ state, record }) => state !== 'resolved' && record.alert_id !== BIASED.id)
      .map(({ record }) => record.alert_id)
      .sort();
    const due = PLANTED.filter(({ from, to }) => from <= day && day <= to).map((cause) => idOf(cause, year));
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
      ...PLANTED.map((cause) => `${idOf(cause, year)} ${cause.from}`),
      `low_stock:runout ${year.low[0]}`,
      `out_of_stock:runout ${year.out[0]}`,
      `${BIASED.id} ${told}`,
    ].sort(),
  );
}, 120_000);

function idOf({ kind, id }: Cause, { duplicateId }: ScriptedYear): string {
  return kind === 'bill_duplicate' ? duplicateId : id;
}
