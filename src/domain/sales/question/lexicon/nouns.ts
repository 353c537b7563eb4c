import type { Grain } from '../../query/model.js';
import type { Thing } from '../senses.js';

/** Nouns for the things of a shop, in the singular; the plural is made of them. */
export const THING_WORDS: Readonly<Record<Thing, string>> = {
  customer: `
    customer | client | company name | client name | party name | party | shopper | purchaser | grahak | graahak | ग्राहक | customer name | account |
    consumer | buyer name | grahak log | grahako | grahakon | cust`,
  product: `
    product | item | article | good | thing | sku | maal | saman | samaan | saamaan | cheez | product name |
    merchandise | सामान | माल | batch | line item product | chiz | cheezein | cheezen | stuff | vastu |
    commodity | article of trade | grocery item`,
  order: `
    order | bill | invoice | receipt | transaction | sales order | sales document | purchase | sale
    transaction | customer order | bil | parchi | receipt number | sale document | voucher | challan |
    sales invoice | cash memo | document`,
  supplier: `
    supplier | vendor | distributor | wholesaler | dealer | wholesale dealer | company that supplies us
    | stockist | manufacturer | maal dene wala | supply karne wala`,
  employee: `
    employee | staff | staff member | member of staff | members of staff | salesperson | salespeople | sales person | sales people | salesman
    | salesmen | sales rep | rep | representative | sales representative | cashier | worker | team member | sales staff |
    seller | karmchari | shop assistant staff | sales associate | sales agent | cashier person | staffer
    | sales executive | counter staff | person at the counter | person on the counter | salesgirl | sales clerk | clerk | shop boy | counter boy |
    naukar | sales personnel`,
  category: `
    category | department | product category | product group | item category | category name | categorie
    | categ | dept | section | product type | type of product | type of goods | kind of product |
    product line | goods category | variety group | product family`,
  shipper: `
    shipper | carrier | courier | delivery company | shipping company | transporter | freight company |
    courier company | shipping provider | delivery partner | logistics company | logistics partner |
    shipping carrier | freight carrier | delivery service | shipping service | freight forwarder |
    delivery boy`,
  territory: 'territory | sales territory',
};

/** Nouns that are plural without an ending of it. */
export const PLURAL_NOUNS = 'staff | salespeople | sales people | salesmen | sales staff | merchandise';

export const GRAIN_WORDS: Readonly<Record<string, Grain>> = {
  hour: 'hour',
  day: 'day',
  date: 'day',
  'calendar day': 'day',
  din: 'day',
  tarikh: 'day',
  tareekh: 'day',
  week: 'week',
  'calendar week': 'week',
  hafta: 'week',
  hafte: 'week',
  month: 'month',
  'calendar month': 'month',
  mahina: 'month',
  mahine: 'month',
  महीने: 'month',
  quarter: 'quarter',
  year: 'year',
  'calendar year': 'year',
  saal: 'year',
  'fiscal year': 'fiscal_year',
  'financial year': 'fiscal_year',
};

export const PERIODIC_WORDS: Readonly<Record<string, Grain>> = {
  hourly: 'hour',
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  quarterly: 'quarter',
  yearly: 'year',
  annual: 'year',
  annually: 'year',
  rozana: 'day',
  roz: 'day',
  mahinewar: 'month',
};

/** What is told of people and firms of several kinds; whose it is, the rest of the question says. */
export const OF_WHOM: readonly string[] = [
  'region',
  'phone',
  'fax',
  'address',
  'contact',
  'contact_title',
  'postal_code',
  'birth_date',
  'extension',
];

/** Names of dimensions, beside their own labels and synonyms. Earlier words win over later ones. */
export const DIMENSION_WORDS: Readonly<Record<string, string>> = {
  country: 'country | nation | customer country | desh',
  city: 'city | town | customer city | shahar | sheher',
  region: 'region | state | province | customer region | customer state',
  payment: `
    payment | payment method | payment mode | payment type | payment kind | mode of payment | method of
    payment | means of payment | way of payment | payment option | type of payment | kind of payment |
    payment modes | payment mode wise | payment channel | pay mode | paymode | pay method | bhugtan`,
  channel: `
    channel | sales channel | order channel | sales channels | mode of sale | sale channel | order mode
    | type of sale | sales mode | mode of order | how it was sold | sale type | order type`,
  location: `
    location | branch | outlet | shop branch | shop location | store location | counter location | store
    name`,
  weekday: `
    weekday | day of the week | day of week | week day | day of the week wise | day name | day of week
    wise`,
  hour_of_day: `
    hour of the day | hour of day | time of day | time of the day | hour of the day wise | hour wise |
    time slot | hours of the day | hours of day | time of the day wise | ghante`,
  manager: 'manager | boss | supervisor',
  employee_title: 'job title | title | employee title | designation | position | job',
  price: `
    price | list price | unit price | selling price | rate | daam | keemat | current price | prices |
    bhav | bhaav | dam | kimat | kimmat | selling rate | sale price | retail price | listed price |
    catalogue price | pricing of`,
  cost: `
    cost | cost price | purchase price | buying price | purchase cost | unit cost | landing cost |
    landed cost | kharid rate | kharid daam | purchase rate | buying cost | kharidi | lagat | buying
    rate`,
  mrp: 'mrp | maximum retail price',
  tax_rate: 'tax rate | gst rate | rate of gst | gst percentage | rate of tax',
  unit: 'pack size | quantity per unit | package size | pack',
  reorder_level: 'reorder level | reorder point | minimum stock',
  delivery: 'delivery status',
  customer_segment: `
    new versus returning customer | new vs returning customer | new vs returning customers | new or returning customer | new vs returning | new or returning | new and returning | new versus returning | new and returning customers | new versus
    returning customers | new or returning customers | new or existing customers | new vs repeat customers | new versus repeat customers | new and repeat customers | new vs old customers | new and old customers | naye aur purane customers | new vs repeat | new vs existing customers`,
  order_value: `
    order value | bill value | bill amount | order amount | invoice value | invoice amount | order size |
    bill size | worth | order total | bill total | invoice total`,
  order_date: 'order date | sale date | date of sale | invoice date | bill date',
  ship_country: `
    ship country | shipping country | destination country | delivery country | ship to country | country of
    delivery | country shipped to`,
  ship_city: `
    ship city | shipping city | destination city | delivery city | ship to city | city shipped to`,
  supplier_country: 'supplier country | country of supplier | country of origin | country of the supplier',
  supplier_city: 'supplier city | city of the supplier',
  sales_region: 'sales region',
  employee_country: 'employee country',
  employee_city: 'employee city',
  next_expiry_date: 'expiry | expiry date | next expiry | best before | best before date',
  employee_hire_date: `
    hire date | joining date | date of joining | date of hire | hiring date | hired date`,
  employee_age: `
    age | ages | umar | how old | kitni umar`,
  employee_sales_region: `
    region the employee covers | region the employees cover | region employees cover | region covered by employees | region the
    employee covers | sales region of employee | sales region of the employee | region of the employee | employee region`,
  last_sold_date: 'last sold date | date last sold',
  phone: `
    phone | phone number | phone no | phone nos | telephone | telephone number | mobile | mobile number | mobile no |
    contact number | contact no | ph no | number to call`,
  fax: 'fax | fax number | fax no',
  address: 'address | postal address | full address | street address | pata',
  contact: 'contact | contact person | contact name | name of the contact | person to contact',
  contact_title: 'contact title | title of the contact',
  postal_code: 'postal code | post code | zip code | pin code | pincode | zip',
  birth_date: 'birthday | birth date | date of birth | dob | janamdin',
  extension: 'extension | extension number',
};
