/** Which of the first two numbers of `03/04/2024` is the day. */
export type DateOrder = 'dmy' | 'mdy';

const KNOWN = new Map<string, DateOrder>();

/** The order people in `locale` write. */
export function localeOrder(locale: string): DateOrder {
  const known = KNOWN.get(locale) ?? orderOf(locale);
  KNOWN.set(locale, known);
  return known;
}

function orderOf(locale: string): DateOrder {
  const parts = new Intl.DateTimeFormat(locale, {
    calendar: 'gregory',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  }).formatToParts(new Date(0));
  const places = parts.map((part) => part.type);
  return places.indexOf('month') < places.indexOf('day') && places.indexOf('year') > places.indexOf('month')
    ? 'mdy'
    : 'dmy';
}
