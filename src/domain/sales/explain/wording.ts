import { Temporal } from 'temporal-polyfill';
import type { ShopSettings } from '../../shop.js';
import type { ValueType } from '../query/model.js';

/** From this size on, in major units, an amount is told without its minor ones. */
const ROUNDED_FROM = 1_000;
/** Percentages below this are told to one digit that is not zero. */
const SMALL_PERCENT = 0.1;
const LONGEST_NAME = 60;
const MINUS = '−';

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** Figures, days and names in plain English, grouped as the shop's region does. */
export class Wording {
  readonly #locale: string;
  readonly #currency: string;

  constructor({ currency, locale }: Pick<ShopSettings, 'currency' | 'locale'>) {
    this.#currency = currency;
    this.#locale = englishOf(locale);
  }

  /** A value of a measure or dimension, e.g. `₹1,23,456`, `12.5 %`, `3.2 days`. */
  figure(value: number, type: ValueType): string {
    switch (type) {
      case 'money':
        return this.#money(value);
      case 'percent':
        return `${this.#number(value, 2)} %`;
      case 'days':
        return `${this.#number(value, 1)} ${Math.abs(value) === 1 ? 'day' : 'days'}`;
      case 'count':
        return this.#number(value, 0);
      default:
        return this.#number(value, 2);
    }
  }

  /** By how much something differs: of percentages in points. */
  difference(value: number, type: ValueType): string {
    const size = Math.abs(value);
    return type === 'percent' ? `${this.#number(size, 2)} points` : this.figure(size, type);
  }

  /** A difference with its sign. */
  signed(value: number, type: ValueType): string {
    return `${value < 0 ? MINUS : '+'}${this.difference(value, type)}`;
  }

  /** A share or a change: to one decimal, or to what is not zero. */
  percent(value: number): string {
    const small = value !== 0 && Math.abs(value) < SMALL_PERCENT;
    return `${small ? new Intl.NumberFormat(this.#locale, { maximumSignificantDigits: 1 }).format(value) : this.#number(value, 1)} %`;
  }

  unit(type: ValueType): string | undefined {
    if (type === 'money') return this.#currency;
    return type === 'percent' ? '%' : type === 'days' ? 'days' : undefined;
  }

  #money(value: number): string {
    const rounded = Math.abs(value) >= ROUNDED_FROM ? { maximumFractionDigits: 0 } : {};
    return new Intl.NumberFormat(this.#locale, {
      style: 'currency',
      currency: this.#currency,
      trailingZeroDisplay: 'stripIfInteger',
      ...rounded,
    })
      .format(value === 0 ? 0 : value)
      .replace('-', MINUS);
  }

  #number(value: number, decimals: number): string {
    return new Intl.NumberFormat(this.#locale, {
      maximumFractionDigits: decimals,
      signDisplay: 'negative',
    })
      .format(value)
      .replace('-', MINUS);
  }
}

/** English as written in the region of a locale, where that has commas between groups and a decimal point. */
function englishOf(locale: string): string {
  const { region } = new Intl.Locale(locale).maximize();
  const english = region === undefined ? 'en' : `en-${region}`;
  return new Intl.NumberFormat(english).format(1234567.5).replace(/\d/g, '').replaceAll(',', '') === '.'
    ? english
    : 'en';
}

/** A day as people say it: `22 November 2026`. */
export function dayWords(day: string, style: { readonly year?: boolean } = {}): string {
  return Temporal.PlainDate.from(day).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'long',
    ...(style.year === false ? {} : { year: 'numeric' }),
  });
}

/** Days with the word before them: `in October 2026`, `from 1 to 22 November 2026`, `since 1 April 2025`; or nothing. */
export function daysWords({
  from,
  to,
}: {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}): string {
  if (from === undefined) return to === undefined ? '' : `up to ${dayWords(to)}`;
  if (to === undefined) return `since ${dayWords(from)}`;
  if (from === to) return `on ${dayWords(from)}`;
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  const whole = first.day === 1 && last.add({ days: 1 }).day === 1;
  const sameYear = first.year === last.year;
  if (whole && sameYear && first.month === 1 && last.month === 12) return `in ${first.year}`;
  if (whole && sameYear && first.month === last.month) return `in ${monthWords(first)}`;
  if (whole) return `from ${sameYear ? monthName(first) : monthWords(first)} to ${monthWords(last)}`;
  if (sameYear && first.month === last.month) return `from ${first.day} to ${dayWords(to)}`;
  return `from ${dayWords(from, { year: !sameYear })} to ${dayWords(to)}`;
}

export function monthWords(day: Temporal.PlainDate): string {
  return `${monthName(day)} ${day.year}`;
}

function monthName(day: Temporal.PlainDate): string {
  return day.toLocaleString('en-GB', { month: 'long' });
}

/** A name from the books on one line, without marks that are not seen. */
export function nameWords(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\s]+/gu, ' ').trim();
  return plain.length > LONGEST_NAME ? `${plain.slice(0, LONGEST_NAME - 1).trimEnd()}…` : plain;
}

/** `Net sales` as it stands within a sentence; `MRP` stays. */
export function within(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? `${label.slice(0, 1).toLowerCase()}${label.slice(1)}` : label;
}

/** A sentence begins with a capital. */
export function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** A thing with its article. */
export function one(word: string): string {
  return `${/^[aeio]/.test(word) ? 'an' : 'a'} ${word}`;
}

/** What several of a thing are called; rows where that is not plain. */
export function pluralOf(label: string): string {
  const word = within(label);
  if (!/^\p{Ll}+(?: \p{Ll}+)?$/u.test(word) || / (?:id|number|code|with|ever)$/.test(word)) return 'rows';
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

export function listed(parts: readonly string[]): string {
  return list.format(parts);
}
