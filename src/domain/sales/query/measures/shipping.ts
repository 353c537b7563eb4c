import type { Measure } from '../model.js';
import { SALES_ONLY } from './sql.js';

const LATE = "count(*) FILTER (WHERE s.kind = 'sale' AND s.shipped_on > s.required_on)";

/** How fast goods leave. */
export const SHIPPING: readonly Measure[] = [
  {
    name: 'average_days_to_ship',
    label: 'Average days to ship',
    type: 'days',
    description: 'Days from sale to shipping, over shipped sales.',
    synonyms: ['shipping time', 'lead time', 'how fast', 'how quickly we ship', 'delivery speed'],
    over: { sales: `sum(s.shipped_on - s.sold_on) ${SALES_ONLY}` },
    per: { sales: `count(s.shipped_on) ${SALES_ONLY}` },
  },
  {
    name: 'late_orders',
    label: 'Late orders',
    type: 'count',
    description: 'Sales shipped after the required date.',
    synonyms: ['delayed orders'],
    over: { sales: LATE },
  },
  {
    name: 'late_share',
    label: 'Late share',
    type: 'percent',
    description: 'Late orders as a share of shipped sales with a required date.',
    over: { sales: LATE },
    per: {
      sales:
        "count(*) FILTER (WHERE s.kind = 'sale' AND s.shipped_on IS NOT NULL AND s.required_on IS NOT NULL)",
    },
  },
];
