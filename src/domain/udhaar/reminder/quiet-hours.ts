import { Temporal } from 'temporal-polyfill';
import { zonedMoment } from '../../time.js';

/**
 * When quiet hours that run now will be over, as RFC 3339 with the zone's offset; nothing outside of them.
 *
 * @param hours `HH:MM-HH:MM`, first minute included, last not; it may pass midnight. `off`: there are none.
 */
export function quietUntil(now: Date, timeZone: string, hours: string): string | undefined {
  const [from, to] = hours.split('-');
  if (from === undefined || to === undefined) return undefined;
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const quiet = from <= to ? time >= from && time < to : time >= from || time < to;
  if (!quiet) return undefined;
  const date = local.toPlainDate();
  return zonedMoment(`${time < to ? date : date.add({ days: 1 })}T${to}`, timeZone);
}
