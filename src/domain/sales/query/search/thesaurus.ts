import { stem } from './stem.js';

/** Everyday words that stand for each other when someone looks for a figure, a line each. */
const GROUPS = `
  buy purchase acquire order shop
  buyer customer client shopper purchaser consumer party patron
  money amount revenue sales takings income turnover cash intake earn
  return refund back reverse
  cancel call revoke annul void
  cost expense charge fee
  discount rebate reduction cut concession offer markdown
  send ship deliver dispatch shipment delivery parcel transport
  shipper carrier courier firm
  late delay overdue promise behind
  staff employee worker salesperson cashier seller colleague team
  boss manager head supervisor superior chief
  role title position job designation function
  hire join start recruit
  product good item article sku merchandise commodity ware
  supplier vendor distributor wholesaler maker source
  stock inventory shelf warehouse left hand
  empty run ran short
  expire expiry spoil
  profit margin earning gain leave left surplus
  profitability margin percent rate
  average mean typical usual
  quiet inactive lapse silent gone dormant absent recency since
  again repeat return loyal come regular
  bill invoice order receipt transaction ticket document basket
  big large high maximum top most
  small low minimum least
  smooth moving roll
  cumulate cumulative running accumulate
  reason why cause driver explain
  part share contribution proportion fraction
  change growth increase decline compare versus difference
  pay payment settle card upi cash
  payable end bill final
  town city place
  country nation state
  branch location outlet store
  reorder replenish restock again
  year annual yearly
  tax gst vat
  quantity unit piece volume number
  price rate tariff
  day date
  first new initial earliest
  last latest recent final
  time duration speed fast quick
  together same basket combination pair cross
`;

const MATES = new Map<string, Set<string>>();
for (const line of GROUPS.trim().split('\n')) {
  const words = line.trim().split(' ').map(stem);
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
