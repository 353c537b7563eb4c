import { stemmer } from 'stemmer';

/** Everyday words that stand for each other when someone looks for a figure, a line each. */
const GROUPS = `
  buy purchase acquire order shop procure get take pick
  buyer customer client shopper purchaser consumer party patron guest visitor account clientele
  sell retail vend shift move flog
  money amount revenue sales takings income turnover cash intake earn proceeds receipts collection
  return refund back reverse
  cancel call revoke annul void scrap undo withdraw
  cost expense charge fee spend outlay expenditure
  paid pay cost spent
  discount rebate reduction cut concession offer markdown bargain deal promotion allowance waive
  send ship deliver dispatch shipment delivery parcel transport despatch consignment package post mail
  freight ship delivery carriage postage haulage transport
  shipper carrier courier firm transporter logistics haulier
  late delay overdue promise behind deadline missed tardy
  punctual reliable dependable on-time
  staff employee worker salesperson cashier seller colleague team clerk salesman rep personnel crew agent assistant
  boss manager head supervisor superior chief leader owner
  role title position job designation function post occupation
  hire join start recruit begin employ
  team crew staff workforce
  product good item article sku merchandise commodity ware thing stuff
  kind type sort variety group category class section family department
  supplier vendor distributor wholesaler maker source manufacturer producer dealer
  stock inventory shelf warehouse left hand storeroom store godown depot stockroom
  empty run ran short finish gone bare exhaust deplete
  expire expiry spoil rot perish stale unsellable
  profit margin earning gain leave left surplus keep benefit
  profitability margin percent rate
  average mean typical usual normal ordinary
  quiet inactive lapse silent gone dormant absent recency since disappear vanish churn lost stop
  again repeat return loyal come regular
  loyal faithful regular repeat retention stick
  bill invoice order receipt transaction ticket document basket voucher memo cart check
  big large high maximum top most great huge
  small low minimum least tiny little few
  good best better top
  smooth moving roll noise
  cumulate cumulative running accumulate far
  reason why cause driver explain behind factor
  part share contribution proportion fraction portion slice split
  percent share rate ratio percentage proportion fraction
  change growth increase decline compare versus difference development progress rise fall drop grow shrink
  worse better compare change
  pay payment settle card upi cash cheque wallet tender
  payable end bill final
  town city place village locality
  country nation state abroad foreign export import
  where place city country location address town based
  branch location outlet store shop premises counter site till
  reorder replenish restock again refill need require
  year annual yearly
  month monthly
  tax gst vat levy duty
  quantity unit piece volume number count
  price rate tariff sticker tag
  price cost worth value
  worth value amount
  day date when
  first new initial earliest oldest begin
  last latest recent final newest
  old existing returning
  time duration speed fast quick soon long wait
  together same basket combination pair cross alongside along combine jointly
  phone telephone mobile call ring dial number contact
  contact person representative
  postal zip pin postcode code
  code id number reference
  home page web site website url internet
  age old birth born
  birth birthday dob
  busy peak rush crowd
  slow idle dead stuck
  nobody never none nothing zero no
  without zero missing empty
  unsold sold
  area territory beat zone region patch route
  receive arrive come incoming transit
  pending outstanding open await waiting
  threshold level limit minimum trigger
  rank place position number standing
  row line entry
  column pivot
  sum total add
  formula calculate ratio define custom
  band bucket range slab tier bracket
  again rerun refresh
  name call known
  street address road
  season holiday festive festival winter summer
  pack package packet packaging size
  whole total everything
  spend buy purchase
  visit come order purchase
  above over exceed more higher
  below under less lower beneath
  catalogue list price
  charge price bill
`;

const MATES = new Map<string, Set<string>>();
for (const line of GROUPS.trim().split('\n')) {
  const words = line.trim().split(' ').map(stemmer);
  for (const word of words) {
    const mates = MATES.get(word) ?? new Set();
    for (const other of words) if (other !== word) mates.add(other);
    MATES.set(word, mates);
  }
}

/** Stems of words that may stand for a stem. */
export function mates(word: string): Iterable<string> {
  return MATES.get(word) ?? [];
}
