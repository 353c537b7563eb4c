import { stemmer } from 'stemmer';

/** Everyday words that stand for each other when someone looks for a figure, a line each. */
const GROUPS = `
  buy purchase acquire order shop procure get take pick
  buyer customer client shopper purchaser consumer party patron guest visitor account clientele household
  sell retail vend shift move flog
  money amount revenue sales takings income turnover cash intake earn proceeds receipts collection coin
  return refund back reverse
  cancel call revoke annul void scrap undo withdraw
  cost expense charge fee spend outlay expenditure
  paid pay cost spent
  discount rebate reduction cut concession offer markdown bargain deal promotion allowance waive coupon scheme campaign promo waiver slash subtract haggle gift
  send ship deliver dispatch shipment delivery parcel transport despatch consignment package post mail cargo doorstep
  freight ship delivery carriage postage haulage transport
  shipper carrier courier firm transporter logistics haulier rider van truck lorry
  late delay overdue promise behind deadline missed tardy
  punctual reliable dependable on-time
  staff employee worker salesperson cashier seller colleague team clerk salesman rep personnel crew agent assistant trainee
  boss manager head supervisor superior chief leader owner
  role title position job designation function post occupation rank
  hire join start recruit begin employ
  team crew staff workforce
  product good item article sku merchandise commodity ware thing stuff
  kind type sort variety group category class section family department
  supplier vendor distributor wholesaler maker source manufacturer producer dealer factory farmer middleman stockist
  stock inventory shelf warehouse left hand storeroom store godown depot stockroom rack aisle backroom
  empty run ran short finish gone bare exhaust deplete shortage shortfall scarce deficit
  expire expiry spoil rot perish stale unsellable rotten damaged
  profit margin earning gain leave left surplus keep benefit yield retain leftover
  profitability margin percent rate
  average mean typical usual normal ordinary
  quiet inactive lapse silent gone dormant absent recency since disappear vanish churn lost stop abandon asleep
  again repeat return loyal come regular thrice twice another
  loyal faithful regular repeat retention stick devoted habit habitual
  bill invoice order receipt transaction ticket document basket voucher memo cart check slip chit docket
  big large high maximum top most great huge extreme ceiling
  small low minimum least tiny little few
  good best better top favourite preferred star hit
  smooth moving roll noise noisy trail window steady jumpy
  cumulate cumulative running accumulate far ytd mtd progressive
  reason why cause driver explain behind factor
  part share contribution proportion fraction portion slice split chunk mix composition breakdown weightage
  percent share rate ratio percentage proportion fraction
  change growth increase decline compare versus difference development progress rise fall drop grow shrink swing surge spike jump slump climb slide expand worsen dip
  worse better compare change
  pay payment settle card upi cash cheque wallet tender
  payable end bill final
  town city place village locality suburb neighbourhood
  country nation state abroad foreign export import
  where place city country location address town based
  branch location outlet store shop premises counter site till
  reorder replenish restock again refill need require
  year annual yearly
  month monthly
  tax gst vat levy duty cess surcharge
  quantity unit piece volume number count carton box bag sack dozen packet bottle
  price rate tariff sticker tag quote
  price cost worth value
  worth value amount
  day date when
  first new initial earliest oldest begin
  last latest recent final newest
  old existing returning
  time duration speed fast quick soon long wait span elapse lag brisk
  together same basket combination pair cross alongside along combine jointly bundle kit combo linked relate accompany simultaneous
  phone telephone mobile call ring dial number contact landline cell handset
  contact person representative
  postal zip pin postcode code
  code id number reference
  home page web site website url internet
  age old birth born
  birth birthday dob
  busy peak rush crowd hot
  slow idle dead stuck stagnant overstock bloated
  nobody never none nothing zero no
  without zero missing empty
  unsold sold
  area territory beat zone region patch route
  receive arrive come incoming transit
  pending outstanding open await waiting
  threshold level limit minimum trigger floor cap
  rank place position number standing podium winner loser champion laggard order
  row line entry
  column pivot
  sum total add
  formula calculate ratio define custom metric indicator bespoke expression quotient kpi multiply
  band bucket range slab tier bracket
  again rerun refresh
  name call known
  street address road lane house
  season holiday festive festival winter summer diwali eid christmas monsoon rainy
  pack package packet packaging size carton box bag sack dozen bundle kilo gram
  whole total everything aggregate pool
  spend buy purchase
  visit come order purchase
  above over exceed more higher
  below under less lower beneath
  catalogue list price
  charge price bill
  expensive dear costly pricey premium
  cheap affordable low
  popular favourite preferred demand best selling
  hour noon night dawn lunch breakfast morning evening
  pending queue backlog open
  cancel abort reject
  refund refuse exchange reimburse damaged broken defective faulty
  expire frozen chilled perishable
  range breadth selection portfolio assortment variety
  number tally headcount population roster
  subtract deduct before
  gender salutation courtesy
  surname forename nickname name
  receipt slip chit docket voucher
  barcode qr
  visit trip
  exclude without net
  credit borrow loan owe
  suggest recommend cross
  interval gap span lag between
  mix composition breakdown split share
  compare trend flat steady surge swing
  overview digest report
  saved stored remembered earlier previous
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
