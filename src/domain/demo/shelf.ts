import type { SeasonName } from './seasons.js';

/** The categories of the demo shop. */
export const CATEGORIES = [
  {
    category_id: 'atta-rice',
    name: 'Atta & rice',
    description: 'Flour, rice, rava and poha, packed and loose',
  },
  { category_id: 'dal', name: 'Dal & pulses', description: 'Dals, whole pulses and besan' },
  { category_id: 'oil-ghee', name: 'Oil & ghee', description: 'Cooking oils, ghee and vanaspati' },
  { category_id: 'masala', name: 'Masala & spices', description: 'Whole and ground spices, blends' },
  { category_id: 'sugar-salt', name: 'Sugar, jaggery & salt', description: 'Sweeteners and salt' },
  { category_id: 'tea-coffee', name: 'Tea & coffee', description: 'Leaf and dust tea, coffee, malt drinks' },
  { category_id: 'snacks', name: 'Biscuits & snacks', description: 'Biscuits, rusk, namkeen, chips' },
  {
    category_id: 'breakfast',
    name: 'Breakfast & ready food',
    description: 'Noodles, cereals, pickle, ketchup, jam',
  },
  {
    category_id: 'dairy',
    name: 'Dairy, bread & eggs',
    description: 'Milk, curd, paneer, butter, bread, eggs',
  },
  { category_id: 'personal-care', name: 'Personal care', description: 'Soap, shampoo, toothpaste, hair oil' },
  {
    category_id: 'household',
    name: 'Household & cleaning',
    description: 'Detergent, cleaners, puja and kitchen needs',
  },
  { category_id: 'beverages', name: 'Beverages', description: 'Soft drinks, juices, sharbat, water' },
  {
    category_id: 'sweets',
    name: 'Sweets & dry fruit',
    description: 'Packed sweets, chocolate, nuts, dried fruit',
  },
  { category_id: 'stationery', name: 'Stationery', description: 'Notebooks, pens, school and office needs' },
  {
    category_id: 'pet',
    name: 'Pet food & pet care',
    description: 'Food, treats and care for dogs, cats, fish, birds',
  },
] as const;
export type CategoryId = (typeof CATEGORIES)[number]['category_id'];

/** How much of a thing one customer takes: thousandths of the unit, by weight of choice. */
export const PORTIONS = {
  one: [
    [1_000, 0.87],
    [2_000, 0.11],
    [3_000, 0.02],
  ],
  few: [
    [1_000, 0.58],
    [2_000, 0.27],
    [3_000, 0.07],
    [4_000, 0.05],
    [6_000, 0.03],
  ],
  grain: [
    [1_000, 0.35],
    [2_000, 0.3],
    [3_000, 0.1],
    [5_000, 0.25],
  ],
  pulse: [
    [250, 0.1],
    [500, 0.45],
    [1_000, 0.38],
    [2_000, 0.07],
  ],
  spice: [
    [50, 0.3],
    [100, 0.45],
    [200, 0.15],
    [250, 0.1],
  ],
  nut: [
    [100, 0.3],
    [200, 0.15],
    [250, 0.35],
    [500, 0.2],
  ],
} as const satisfies Record<string, readonly (readonly [number, number])[]>;
type PortionName = keyof typeof PORTIONS;

/** Goods and services tax in percent, or its rate before and after the cut of 22 September 2025. */
type Gst = number | readonly [before: number, after: number];

/** What sets one item apart; days count back from the last day of the history. */
export interface Traits {
  /** First sold that many days before the end. */
  readonly from?: number;
  /** Last sold that many days before the end. */
  readonly until?: number;
  readonly discontinued?: true;
  /** That many days before the end the supplier raised the cost by a ninth and the price stayed. */
  readonly squeezed?: number;
}

/**
 * One item: rupees for `price` (tax included, on the last day) and `mrp` (0 on loose goods, which bear none);
 * `margin` in percent of the price before tax; `pull` is how many of 100 average receipts hold it.
 */
type ItemRow = readonly [
  name: string,
  unit: string,
  hsn: string,
  gst: Gst,
  mrp: number,
  price: number,
  margin: number,
  pull: number,
  traits?: Traits,
];

/** Items that customers treat alike. */
export interface Shelf {
  readonly category: CategoryId;
  readonly supplier: string;
  /** Percent change of demand for one percent more price. */
  readonly elasticity: number;
  readonly portion: PortionName;
  readonly season?: SeasonName;
  /** Bought when the salary comes. */
  readonly monthly?: true;
  /** How the price moves: a rise once or twice a year, or up and down with the wholesale market. */
  readonly price: 'steady' | 'market';
  /** Put on offer now and then. */
  readonly offers?: true;
  readonly items: readonly ItemRow[];
}
