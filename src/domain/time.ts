import { Temporal } from 'temporal-polyfill';

/** Gives the time. Injected everywhere so that a test can hold it still. */
export type Clock = () => Date;

/** Today in a time zone, as `yyyy-mm-dd`. */
export function localDate(now: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/**
 * A moment as RFC 3339 with the zone's own UTC offset, from an instant, a local date or a local date and time.
 * A local time that daylight saving skips moves forward by the gap; one that occurs twice is the earlier.
 *
 * @throws RangeError when the text is none of these.
 */
export function zonedMoment(value: Date | string, timeZone: string): string {
  if (value instanceof Date) {
    return show(Temporal.Instant.fromEpochMilliseconds(value.getTime()).toZonedDateTimeISO(timeZone));
  }
  if (/(?:Z|[+-]\d{2}:?\d{2})$/i.test(value) && value.length > 10) {
    return show(Temporal.Instant.from(value).toZonedDateTimeISO(timeZone));
  }
  return show(Temporal.PlainDateTime.from(value).toZonedDateTime(timeZone, { disambiguation: 'compatible' }));
}

function show(moment: Temporal.ZonedDateTime): string {
  return moment.toString({ smallestUnit: 'second', timeZoneName: 'never' });
}
