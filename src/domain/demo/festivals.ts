import { type Day, dayNumber } from './days.js';
import { CATEGORIES, type CategoryId } from './shelf.js';

interface Festival {
  readonly name: string;
  /** Days before the day over which the shopping for it builds up. */
  readonly lead: number;
  /** What is added to demand on the eve, as a share of the usual: 1 doubles it. */
  readonly lift: Readonly<Partial<Record<CategoryId, number>>>;
  readonly closed?: 'on the day' | 'the day after';
  readonly dates: readonly string[];
}

/** As observed in India (a day later than in Arabia for the Eids), 2023 to 2028; sources differ by a day at most. */
const FESTIVALS: readonly Festival[] = [
  {
    name: 'Makar Sankranti',
    lead: 6,
    lift: { 'sugar-salt': 0.7, sweets: 0.7, dal: 0.2 },
    dates: ['2023-01-15', '2024-01-15', '2025-01-14', '2026-01-14', '2027-01-15', '2028-01-15'],
  },
  {
    name: 'Maha Shivaratri',
    lead: 3,
    lift: { dairy: 0.3, breakfast: 0.1, dal: 0.2 },
    dates: ['2023-02-18', '2024-03-08', '2025-02-26', '2026-02-15', '2027-03-06', '2028-02-23'],
  },
  {
    name: 'Holi',
    lead: 6,
    closed: 'on the day',
    lift: { sweets: 0.9, 'oil-ghee': 0.4, 'atta-rice': 0.2, 'sugar-salt': 0.4, snacks: 0.4, beverages: 0.5 },
    dates: ['2023-03-08', '2024-03-25', '2025-03-14', '2026-03-04', '2027-03-22', '2028-03-11'],
  },
  {
    name: 'Gudi Padwa',
    lead: 5,
    lift: { dairy: 0.3, sweets: 0.6, 'sugar-salt': 0.4, dal: 0.3, household: 0.3 },
    dates: ['2023-03-22', '2024-04-09', '2025-03-30', '2026-03-19', '2027-04-07', '2028-03-27'],
  },
  {
    name: 'Eid al-Fitr',
    lead: 7,
    lift: { sweets: 0.8, breakfast: 0.4, dairy: 0.3, 'atta-rice': 0.3, masala: 0.4, beverages: 0.3 },
    dates: ['2023-04-22', '2024-04-11', '2025-03-31', '2026-03-21', '2027-03-10', '2028-02-27'],
  },
  {
    name: 'Eid al-Adha',
    lead: 4,
    lift: { masala: 0.6, 'atta-rice': 0.3, 'oil-ghee': 0.3 },
    dates: ['2023-06-29', '2024-06-17', '2025-06-07', '2026-05-28', '2027-05-17', '2028-05-06'],
  },
  {
    name: 'Raksha Bandhan',
    lead: 5,
    lift: { sweets: 1.3, dairy: 0.2, 'sugar-salt': 0.2 },
    dates: ['2023-08-30', '2024-08-19', '2025-08-09', '2026-08-28', '2027-08-17', '2028-08-05'],
  },
  {
    name: 'Janmashtami',
    lead: 3,
    lift: { dairy: 0.4, sweets: 0.3, breakfast: 0.2 },
    dates: ['2023-09-07', '2024-08-26', '2025-08-16', '2026-09-04', '2027-08-25', '2028-08-13'],
  },
  {
    name: 'Ganesh Chaturthi',
    lead: 8,
    lift: { sweets: 1.1, 'oil-ghee': 0.6, 'sugar-salt': 0.7, 'atta-rice': 0.4, household: 0.5, dairy: 0.2 },
    dates: ['2023-09-19', '2024-09-07', '2025-08-27', '2026-09-14', '2027-09-04', '2028-08-23'],
  },
  {
    name: 'Dussehra',
    lead: 9,
    lift: { sweets: 0.7, 'oil-ghee': 0.3, breakfast: 0.2, household: 0.3 },
    dates: ['2023-10-24', '2024-10-12', '2025-10-02', '2026-10-20', '2027-10-09', '2028-09-27'],
  },
  {
    name: 'Diwali',
    lead: 16,
    closed: 'the day after',
    lift: {
      sweets: 3,
      'oil-ghee': 1.5,
      'sugar-salt': 1.4,
      dal: 0.9,
      'atta-rice': 0.7,
      household: 1,
      dairy: 0.3,
      snacks: 0.5,
      'personal-care': 0.5,
      masala: 0.3,
      beverages: 0.3,
    },
    dates: ['2023-11-12', '2024-10-31', '2025-10-20', '2026-11-08', '2027-10-29', '2028-10-17'],
  },
  {
    name: 'Christmas',
    lead: 4,
    lift: { sweets: 0.5, snacks: 0.2, beverages: 0.3 },
    dates: ['2023-12-25', '2024-12-25', '2025-12-25', '2026-12-25', '2027-12-25', '2028-12-25'],
  },
];

const OCCASIONS = FESTIVALS.flatMap((festival) =>
  festival.dates.map((date) => ({ ...festival, day: dayNumber(date) })),
);

/** What festivals near a day multiply demand by, for each category they touch. */
export function festivalLift(day: Day): Map<CategoryId, number> {
  const lifts = new Map<CategoryId, number>();
  for (const { day: festival, lead, lift } of OCCASIONS) {
    const ahead = festival - day.number;
    if (ahead < 0 || ahead > lead) continue;
    const nearness = ahead === 0 ? 0.6 : 1 - ((ahead - 1) / lead) ** 2;
    for (const { category_id: category } of CATEGORIES) {
      const more = lift[category];
      if (more !== undefined) lifts.set(category, (lifts.get(category) ?? 1) * (1 + nearness * more));
    }
  }
  return lifts;
}

/** Whether the shop stays shut: Holi, the day after Diwali, Maharashtra Day. */
export function isClosed(day: Day): boolean {
  if (day.month === 5 && day.dayOfMonth === 1) return true;
  return OCCASIONS.some(
    ({ closed, day: festival }) =>
      (closed === 'on the day' && festival === day.number) ||
      (closed === 'the day after' && festival + 1 === day.number),
  );
}
