import type { Sense } from '../senses.js';

type State = Extract<Sense, { tag: 'state' }>;

const yes = ['true'] as const;

/** Words for what a thing is like, each as filters. */
export const STATES: readonly (readonly [Omit<State, 'tag'>, string])[] = [
  [
    {
      of: 'product',
      filters: [{ member: 'discontinued', op: 'is', values: yes }],
      count: 'discontinued_products',
    },
    `
    discontinued | inactive | no longer sold | no longer for sale | have been discontinued | phased out`,
  ],
  [
    { of: 'product', filters: [{ member: 'discontinued', op: 'is', values: ['false'] }] },
    `
    not discontinued | still sell | that we still sell | we still sell | still being sold | being sold still | still selling | currently sold | currently being sold | still sold | active | current | not yet discontinued | still available | still active
    | non discontinued | undiscontinued | still on sale | still for sale`,
  ],
  [
    {
      of: 'product',
      filters: [{ member: 'units_in_stock', op: 'at_most', values: ['0'] }],
      count: 'out_of_stock',
    },
    `
    out of stock | finished | sold out | not in stock | no stock | zero stock | khatam | stock out | no stock left |
    without stock | with no stock | with zero stock | nothing in stock | have no stock | have run out |
    unavailable | no longer in stock | with no stock left | have zero stock | gone out of stock | stocked
    out | nil stock | has no stock | without any stock`,
  ],
  [
    { of: 'product', filters: [{ member: 'needs_reorder', op: 'is', values: yes }] },
    `
    low stock | low on stock | below reorder level | below the reorder level | below their reorder level |
    need reordering | needs reordering | need to be reordered | needs to be reordered | under reorder level
    | under the reorder level | needs reorder | need reorder | running low | running low on stock | due for
    reorder | low in stock | low inventory | under their reorder level | below reorder point | below their
    reorder point | below the reorder point | need restocking | must be reordered | to be reordered | have
    fallen below their reorder level | fallen below reorder level | have low stock | need a reorder | need
    reordered | to reorder | need to reorder | short of stock | stock kam | kam stock | below its reorder
    level | under reorder point | should be reordered | running short | require reordering | due for
    reordering`,
  ],
  [
    {
      of: 'product',
      filters: [{ member: 'units_in_stock', op: 'less_than', values: ['0'] }],
      count: 'below_zero_stock',
    },
    `
    below zero | negative stock | with negative stock | below zero stock | stock below zero`,
  ],
  [
    { of: 'order', filters: [{ member: 'delivery', op: 'is', values: ['late'] }], count: 'late_orders' },
    `
    late | delayed | shipped late | delivered late | after the required date | shipped after the required
    date | shipped after their required date | overdue for delivery | sent late | were late | dispatched
    late | late shipped | past the required date | after required date | after their required date | shipped
    after required date | went out late | ship late | shipping late | missed the required date | missed
    their required date`,
  ],
  [
    { of: 'order', filters: [{ member: 'delivery', op: 'is', values: ['on time'] }] },
    'on time | shipped on time | delivered on time | punctual | in time | sent on time',
  ],
  [
    { of: 'order', filters: [{ member: 'delivery', op: 'is', values: ['not shipped'] }] },
    `
    not left the warehouse | have not left the warehouse | has not left the warehouse | not shipped | unshipped | not yet shipped | not been shipped | have not been shipped | have not yet been
    shipped | not yet been shipped | awaiting shipment | pending | undelivered | not delivered | not
    dispatched | never shipped | not been shipped yet | not shipped yet | have not shipped | without a
    shipped date | without shipped date | open | yet to be shipped | waiting to be shipped | still to be
    shipped | waiting for shipment | without a shipping date | not been shipped so far | yet to ship | still
    not shipped | not sent yet | not yet sent`,
  ],
  [
    { of: 'order', filters: [{ member: 'discounted', op: 'is', values: yes }] },
    `
    discounted | with discount | with a discount | on discount | sold at a discount | at a discount | on
    offer | sold with a discount | with discounts | under discount`,
  ],
  [
    { of: 'order', filters: [{ member: 'discounted', op: 'is', values: ['false'] }] },
    `
    bina discount | bina discount wale | bina discount ke | without discount | without a discount | not discounted | without any discount | undiscounted | with no
    discount | at full price | sold at full price | sold without discount | without discounts`,
  ],
  [
    {
      of: 'order',
      filters: [
        { member: 'weekday', op: 'is', values: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] },
      ],
    },
    'on weekdays | during weekdays | on week days | weekdays only | only weekdays | on working days',
  ],
  [
    { of: 'order', filters: [{ member: 'weekday', op: 'is', values: ['Saturday', 'Sunday'] }] },
    'weekends | weekend | on weekends | on the weekend | over the weekend | on saturdays and sundays | weekend days | saturdays and sundays | saturday and sunday',
  ],
  [
    { of: 'customer', filters: [{ member: 'customer_segment', op: 'is', values: ['new'] }] },
    `
    win | won | bought for the first time | ordered for the first time | first time | first ordered | first bought |
    made their first purchase | placed their first order | made a first purchase | gained | acquired |
    joined | acquire | gain | purchased for the first time | made their first order | did their first
    purchase | pehle kabhi nahi aaye | jo pehle kabhi nahi aaye | who never came before | who had never
    bought before | for the first time | pehli baar aaye | pehli baar kharida | pehli baar | never
    bought before | never ordered before | bought from us for the first time | visited for the first
    time | came for the first time | brand new | new joined |
    newly joined | jude | jude hai | jude the | judne wale | registered | signed up | sign up | enrolled | newly added | newly acquired | made first purchase | placed first order | had their
    first purchase | had their first order | started buying | first purchase was | first order was |
    started buying from us`,
  ],
];
