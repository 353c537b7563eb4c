import type { Random } from '../random.js';
import type { Customer, Employee, Shipper } from '../sales/records.js';
import { dateOf, dayNumber } from './days.js';

/** First names, family names and how many of 100 customers bear them. */
const COMMUNITIES = [
  [
    [
      'Aarti',
      'Ajay',
      'Amruta',
      'Anagha',
      'Ashok',
      'Balaji',
      'Deepali',
      'Ganesh',
      'Gauri',
      'Hemant',
      'Jyoti',
      'Ketaki',
      'Madhav',
      'Mangesh',
      'Nilesh',
      'Pallavi',
      'Prakash',
      'Rohini',
      'Sachin',
      'Sandhya',
      'Shubhangi',
      'Sunil',
      'Swati',
      'Tejas',
      'Vaishali',
      'Vikas',
    ],
    [
      'Bhosale',
      'Chavan',
      'Deshmukh',
      'Deshpande',
      'Gaikwad',
      'Jadhav',
      'Joshi',
      'Kale',
      'Kulkarni',
      'More',
      'Pawar',
      'Patil',
      'Sawant',
      'Shinde',
      'Wagh',
    ],
    58,
  ],
  [
    [
      'Alka',
      'Anand',
      'Bhavna',
      'Dinesh',
      'Geeta',
      'Harish',
      'Kavita',
      'Mahesh',
      'Neha',
      'Pooja',
      'Rajesh',
      'Rekha',
      'Sanjay',
      'Seema',
      'Vinod',
    ],
    ['Agrawal', 'Gupta', 'Jain', 'Mehta', 'Mishra', 'Shah', 'Sharma', 'Verma', 'Yadav'],
    20,
  ],
  [
    ['Ayesha', 'Farhan', 'Imran', 'Nasreen', 'Rizwan', 'Sabiha', 'Salim', 'Shabana', 'Yusuf', 'Zoya'],
    ['Ansari', 'Khan', 'Mulla', 'Pathan', 'Qureshi', 'Shaikh', 'Tamboli'],
    12,
  ],
  [
    ['Anita', 'Divya', 'Lakshmi', 'Murali', 'Radha', 'Suresh', 'Venkat'],
    ['Iyer', 'Menon', 'Nair', 'Rao', 'Reddy'],
    6,
  ],
  [['Anthony', 'Clara', 'Glenn', 'Maria', 'Sunita', 'Vincent'], ['D’Costa', 'Fernandes', 'Lobo', 'Pinto'], 4],
] as const satisfies readonly (readonly [readonly string[], readonly string[], number])[];

const LOCALITIES = [
  ['Kothrud', '411038', 34],
  ['Karve Nagar', '411052', 24],
  ['Warje', '411058', 18],
  ['Erandwane', '411004', 12],
  ['Bavdhan', '411021', 8],
  ['Sinhagad Road', '411030', 4],
] as const;

const BUYERS = [
  ['Annapurna Tiffin Service', 'Sushma Kadam', 'Owner'],
  ['Chai Tapri, Karve Putala', 'Raju Yadav', 'Owner'],
  ['Gyanjyot Hostel Mess', 'Mohan Sutar', 'Mess manager'],
  ['Shree Swami Snacks Centre', 'Dattatray Landge', 'Owner'],
  ['Little Steps Playschool', 'Prajakta Sane', 'Administrator'],
  ['Saffron Tree Caterers', 'Irfan Mulani', 'Partner'],
  ['Udyog Bhavan Canteen', 'Vasant Gore', 'Canteen contractor'],
  ['Ekta Housing Society Office', 'Shirish Apte', 'Secretary'],
] as const;

const CUSTOMER_COUNT = 160;

/** A customer and the habits the shop knows them by. */
export interface Regular {
  readonly customer: Customer;
  /** Share of the named visits, relative. */
  readonly visits: number;
  readonly weekday: number;
  /** A firm: buys in bulk. */
  readonly business: boolean;
  /** Has an udhaar account. */
  readonly account: boolean;
  readonly orders: 'counter' | 'phone' | 'delivery';
  readonly petOwner: boolean;
}

/** The named customers; `lastDay` sets since when the shop knows them. */
export function makeRegulars(lastDay: string, random: Random): Regular[] {
  const names = new Set<string>();
  const communities = COMMUNITIES.map((community) => [community, community[2]] as const);
  while (names.size < CUSTOMER_COUNT - BUYERS.length) {
    const [first, family] = random.weighted(communities);
    names.add(`${random.pick<string>(first)} ${random.pick<string>(family)}`);
  }
  const people = [...names].map((name) => ({ name }));
  const firms = BUYERS.map(([name, contact, contact_title]) => ({ name, contact, contact_title }));
  return [...firms, ...people].map((who, index) => {
    const business = index < firms.length;
    const [locality, postalCode] = random.weighted(LOCALITIES.map((place) => [place, place[2]] as const));
    const known = random.chance(0.75) ? random.int(731, 3_200) : random.int(20, 730);
    return {
      customer: {
        customer_id: `C${String(index + 1).padStart(3, '0')}`,
        ...who,
        phone: fictionalPhone(10_000 + index * 37),
        address: `${random.int(1, 48)} ${random.pick(SOCIETIES)}, ${locality}`,
        city: 'Pune',
        region: 'Maharashtra',
        postal_code: postalCode,
        country: 'India',
        since: dateOf(dayNumber(lastDay) - known),
      },
      visits: business ? 1 : 1 / (1 + random.int(0, 30) / 4),
      weekday: random.int(0, 6),
      business,
      account: business ? index % 2 === 0 : random.chance(0.2),
      orders: random.weighted([
        ['counter', 70],
        ['delivery', 18],
        ['phone', 12],
      ]),
      petOwner: !business && random.chance(0.18),
    };
  });
}

const SOCIETIES = [
  'Shivneri Apartments',
  'Rohan Residency',
  'Mayur Colony',
  'Gulmohar Society',
  'Anand Park',
  'Sahyadri Heights',
  'Tulsi Bag Lane',
  'Vanaz Corner',
];

/** The staff, all hired before `firstDay`; the owner first. */
export function makeEmployees(firstDay: string): Employee[] {
  const staff = [
    ['Ramesh', 'Gandhe', 'Owner', '1974-06-12', 4_200],
    ['Savita', 'Gandhe', 'Cashier (morning)', '1978-11-03', 3_900],
    ['Akshay', 'Thorat', 'Cashier (evening)', '1996-02-21', 820],
    ['Irshad', 'Bagwan', 'Shop assistant', '2000-09-15', 260],
  ] as const;
  return staff.map(([first_name, last_name, title, born_on, hiredBefore], index) => ({
    employee_id: `E${index + 1}`,
    first_name,
    last_name,
    title,
    ...(index === 0 ? {} : { reports_to: 'E1' }),
    born_on,
    hired_on: dateOf(dayNumber(firstDay) - hiredBefore),
    city: 'Pune',
    region: 'Maharashtra',
    country: 'India',
  }));
}

export const SHIPPERS: readonly Shipper[] = [
  { shipper_id: 'D1', name: 'Ganpat (shop delivery boy)', phone: fictionalPhone(80_000) },
];

/** A number no subscriber can have: Indian mobile numbers start with 6 to 9. */
export function fictionalPhone(serial: number): string {
  return `+91 00000 ${String(serial).padStart(5, '0')}`;
}
