import type { Dimension } from '../model.js';
import { of } from './of.js';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Days and times of a sale. */
export const TIME: readonly Dimension[] = [
  of('sales', 'date', 'order_date', 'Order date', 's.sold_on', 'Day of the sale in the shop’s time zone.', {
    synonyms: ['sale date', 'date', 'sold on', 'day'],
  }),
  of(
    'sales',
    'date',
    'required_date',
    'Required date',
    's.required_on',
    'Day the customer wanted delivery by.',
    { synonyms: ['due date of delivery'] },
  ),
  of(
    'sales',
    'date',
    'shipped_date',
    'Shipped date',
    's.shipped_on',
    'Day the goods left; empty while not shipped.',
    { synonyms: ['ship date', 'delivery date'] },
  ),
  of(
    'sales',
    'text',
    'sold_at',
    'Time of sale',
    "strftime(s.sold_at, '%Y-%m-%dT%H:%M:%S')",
    'Local date and time of the sale.',
  ),
  of(
    'sales',
    'text',
    'weekday',
    'Weekday',
    "strftime(s.sold_on, '%A')",
    'Day of the week of the sale, in English.',
    { synonyms: ['day of week'], values: WEEKDAYS },
  ),
  of('sales', 'count', 'hour_of_day', 'Hour of day', 'hour(s.sold_at)', 'Hour of the sale, 0 to 23.', {
    synonyms: ['hour', 'time of day'],
  }),
];

/** Parts of the calendar that the day of a sale lies in. */
export const CALENDAR: readonly Dimension[] = [
  of('sales', 'text', 'order_year', 'Year', "strftime(s.sold_on, '%Y')", 'Calendar year of the sale.'),
  of('sales', 'text', 'order_month', 'Month', "strftime(s.sold_on, '%Y-%m')", 'Month of the sale, yyyy-mm.'),
  of(
    'sales',
    'count',
    'day_of_month',
    'Day of the month',
    'day(s.sold_on)',
    'Day of the month of the sale, 1 to 31.',
  ),
  of(
    'sales',
    'boolean',
    'month_end',
    'Month end',
    '(s.sold_on = last_day(s.sold_on))',
    'Whether the sale was on the last day of its month.',
    { synonyms: ['end of month', 'last day of the month'] },
  ),
  of(
    'sales',
    'text',
    'month_name',
    'Month name',
    "strftime(s.sold_on, '%B')",
    'Name of the month of the sale, over all years.',
    {
      synonyms: ['month of year', 'season'],
      values: MONTH_NAMES,
    },
  ),
  of(
    'sales',
    'text',
    'fiscal_year',
    'Fiscal year',
    "'FY' || strftime(s.sold_on - to_months({fiscal_shift}), '%Y') || CASE WHEN {fiscal_shift} = 0 THEN '' ELSE '-' || strftime(s.sold_on - to_months({fiscal_shift}) + to_months(12), '%y') END",
    'Fiscal year of the sale, e.g. FY2025-26, or FY2025 where it is the calendar year.',
    {
      synonyms: ['financial year', 'fy'],
    },
  ),
];
