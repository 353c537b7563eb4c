import { dayNumber } from './days.js';

/**
 * Festivals that move shop sales in India, with the day each falls on as widely kept there, by year. Those of the
 * lunar calendars follow the sighting of the moon or the place, so that a region may keep one a day earlier or later.
 */
const DAYS = {
  diwali: [
    '2015-11-11 2016-10-30 2017-10-19 2018-11-07 2019-10-27 2020-11-14 2021-11-04 2022-10-24',
    '2023-11-12 2024-10-31 2025-10-20 2026-11-08 2027-10-29 2028-10-17 2029-11-05 2030-10-26',
  ],
  holi: [
    '2015-03-06 2016-03-24 2017-03-13 2018-03-02 2019-03-21 2020-03-10 2021-03-29 2022-03-18',
    '2023-03-08 2024-03-25 2025-03-14 2026-03-04 2027-03-22 2028-03-11 2029-03-01 2030-03-20',
  ],
  'raksha bandhan': [
    '2015-08-29 2016-08-18 2017-08-07 2018-08-26 2019-08-15 2020-08-03 2021-08-22 2022-08-11',
    '2023-08-30 2024-08-19 2025-08-09 2026-08-28 2027-08-17 2028-08-05 2029-08-23 2030-08-13',
  ],
  'ganesh chaturthi': [
    '2015-09-17 2016-09-05 2017-08-25 2018-09-13 2019-09-02 2020-08-22 2021-09-10 2022-08-31',
    '2023-09-19 2024-09-07 2025-08-27 2026-09-14 2027-09-04 2028-08-23 2029-09-11 2030-09-01',
  ],
  dussehra: [
    '2015-10-22 2016-10-11 2017-09-30 2018-10-19 2019-10-08 2020-10-25 2021-10-15 2022-10-05',
    '2023-10-24 2024-10-12 2025-10-02 2026-10-20 2027-10-09 2028-09-27 2029-10-16 2030-10-06',
  ],
  'eid al-fitr': [
    '2015-07-18 2016-07-07 2017-06-26 2018-06-16 2019-06-05 2020-05-25 2021-05-14 2022-05-03',
    '2023-04-22 2024-04-11 2025-03-31 2026-03-21 2027-03-10 2028-02-27 2029-02-15 2030-02-05',
  ],
  'eid al-adha': [
    '2015-09-25 2016-09-13 2017-09-02 2018-08-22 2019-08-12 2020-08-01 2021-07-21 2022-07-10',
    '2023-06-29 2024-06-17 2025-06-07 2026-05-28 2027-05-17 2028-05-06 2029-04-24 2030-04-14',
  ],
} as const;

/** Festivals that have the same day every year: month and day. */
const FIXED = { christmas: '12-25', 'new year': '01-01' } as const;

export const FESTIVALS = [
  'diwali',
  'holi',
  'raksha bandhan',
  'ganesh chaturthi',
  'dussehra',
  'eid al-fitr',
  'eid al-adha',
  'christmas',
  'new year',
] as const;
export type Festival = (typeof FESTIVALS)[number];

/** First and last year that every festival is known in. */
export const FESTIVAL_YEARS = { first: 2015, last: 2030 } as const;

/** Day numbers of a festival, one for each year that is known, in order. */
export function festivalDays(festival: Festival): readonly number[] {
  const known = DAY_NUMBERS.get(festival);
  if (known === undefined) throw new Error(`no days of ${festival}`);
  return known;
}

const DAY_NUMBERS = new Map<Festival, readonly number[]>([
  ...Object.entries(DAYS).map(([name, lines]): [Festival, number[]] => [
    asFestival(name),
    lines.join(' ').split(' ').map(dayNumber),
  ]),
  ...Object.entries(FIXED).map(([name, day]): [Festival, number[]] => [
    asFestival(name),
    Array.from({ length: FESTIVAL_YEARS.last - FESTIVAL_YEARS.first + 1 }, (_, index) =>
      dayNumber(`${FESTIVAL_YEARS.first + index}-${day}`),
    ),
  ]),
]);

function asFestival(name: string): Festival {
  const found = FESTIVALS.find((each) => each === name);
  if (found === undefined) throw new Error(`${name} is no festival`);
  return found;
}
