import { distance } from 'fastest-levenshtein';

/** What a figure of the lower part of a bill is, by the words beside it. */
export type Label =
  | 'grand_total'
  | 'total'
  /** A total that says it includes tax: the sum to pay, or of one part of the goods. */
  | 'total_inclusive'
  | 'subtotal'
  | 'taxable'
  | 'cgst'
  | 'sgst'
  | 'igst'
  | 'cess'
  | 'tax'
  | 'discount'
  | 'rounding'
  | 'paid'
  | 'change'
  | 'count'
  | 'saving'
  | 'other';

/** Words that recognisers misread; one letter in five may be wrong. */
const KEYWORDS = [
  'TOTAL',
  'SUBTOTAL',
  'GRAND',
  'ROUNDING',
  'ROUNDED',
  'CHANGE',
  'DISCOUNT',
  'AMOUNT',
  'PAYABLE',
  'TAXABLE',
  'TENDERED',
  'INCLUSIVE',
  'EXCLUDING',
  'INCLUDING',
  'BALANCE',
  'QUANTITY',
];
const MOST_WORDS = 9;

/**
 * Rules over the words of a label, without spaces and marks, in English, Malay and Hindi; the first that fits
 * counts. Short words that mean another thing in a sentence bind only where the label is short.
 */
const RULES: readonly (readonly [RegExp, Label])[] = [
  [
    /CASHIER|CASHSALE|CASHBILL|CASHMEMO|CARDNO|CASHRECEIPT|EXCHANGE|TAXINVOICE|GSTSUMMARY|TAXSUMMARY|GSTID|GSTREG|GSTNO|GSTIN(?!CL)|TAXCODE|INVOICENO/,
    'other',
  ],
  [
    /TOTAL(?:OF)?(?:QTY|QUANTITY|ITEMS?|PCS|PIECES|UNITS|NOS)|(?:QTY|QUANTITY|ITEMS?)TOTAL|NOOFITEM|ITEMCOUNT|ITEMSOLD/,
    'count',
  ],
  [/SAVING|YOUSAVE|POINT|LOYALTY/, 'saving'],
  [/ROUND(?:ED|ING)?TOTAL|TOTAL(?:SALES|AMOUNT|AMT)?ROUNDED|TOTALAFTERROUND|AFTERROUNDING/, 'grand_total'],
  [/ROUND|RNDING|BULAT|पूर्णांक|राउंड/, 'rounding'],
  [/^(?:GST|TAX|VAT|SST).*INCL|INCLUDE[SD]|TAXINTOTAL/, 'tax'],
  [/TOTAL.*(?:EXCL|EXCGST|EXCTAX|EXGST|BEFORE|WITHOUT)|^EXCL|BEFORETAX/, 'subtotal'],
  [/SUB-?TOT|SUBTTL|GROSSAMOUNT|GROSSTOTAL|TOTALGROSS|उपयोग/, 'subtotal'],
  [/TAXABLE|TOTALTAXABLE|करयोग्य/, 'taxable'],
  [
    /GRAND|(?:TOTAL|AMOUNT|AMT|BALANCE|NET|NETT|SUM)(?:AMOUNT|AMT)?(?:PAYABLE|DUE|TOPAY)|^DUE$|NETT?(?:TOTAL|AMOUNT|AMT|PAYABLE)|BILL(?:TOTAL|AMOUNT|AMT|VALUE)|INVOICE(?:TOTAL|VALUE|AMOUNT)|TOBEPAID|PLEASEPAY|कुलराशि|कुलयोग|महायोग|देय/,
    'grand_total',
  ],
  [/TOTAL.*(?:INCL|INCGST|INCTAX|WITHGST|AFTERGST|AFTERTAX|AFTERDISC)/, 'total_inclusive'],
  [
    /TOTAL(?:GST|TAX)|(?:GST|TAX)(?:AMOUNT|AMT|TOTAL|PAYABLE|COLLECTED)|S(?:ER)?V(?:ICE)?(?:CHARGE|CHG|CHRG|TAX)/,
    'tax',
  ],
  [/DISC|REBATE|DISKAUN|^LESS|छूट/, 'discount'],
  [/CGST|CENTRALTAX/, 'cgst'],
  [/SGST|UTGST|STATETAX/, 'sgst'],
  [/IGST|INTEGRATEDTAX/, 'igst'],
  [/CESS$|^CESS/, 'cess'],
  [/^TOTAL(?:PAID|CASH|PAYMENT)|AMOUNTPAID|PAIDAMOUNT|AMOUNTTENDER|AMTTENDER/, 'paid'],
  [/TOTAL|JUMLAH|कुल|योग/, 'total'],
];
const SHORT_RULES: readonly (readonly [RegExp, Label])[] = [
  [/CHANGE|^BAKI|BALANCE|वापसी/, 'change'],
  [
    /CASH|TUNAI|TENDER|PAID|RECEIVED|PAYMENT|VISA|MASTER|CARD|BAYARAN|PAYTM|UPI|^PAY$|^FAY$|नकद|भुगतान/,
    'paid',
  ],
  [/GST|SST|VAT|TAX|^कर/, 'tax'],
  [/AMOUNT|^AMT$|राशि/, 'total'],
];
const SHORT_WORDS = 5;

/** The label that a text is, if it is one: its own words decide, not what else stands on the page. */
export function labelOf(text: string): Label | undefined {
  const words = text
    .split(/\s+/)
    .map(squeeze)
    .filter((word) => word !== '');
  if (words.length === 0 || words.length > MOST_WORDS) return undefined;
  const plain = words.map(mended).join('');
  const short = words.length <= SHORT_WORDS && plain.length <= 32;
  for (const [pattern, label] of short ? [...RULES, ...SHORT_RULES] : RULES)
    if (pattern.test(plain)) return label;
  return undefined;
}

function mended(word: string): string {
  if (word.length < 5) return word;
  return (
    KEYWORDS.find((keyword) => keyword === word) ??
    KEYWORDS.find(
      (keyword) =>
        Math.abs(keyword.length - word.length) <= 1 &&
        distance(keyword, word) <= Math.floor(keyword.length / 5),
    ) ??
    word
  );
}

/** Letters in capitals without spaces or marks; digits that stand for letters become them. */
export function squeeze(text: string): string {
  return text
    .toUpperCase()
    .replace(/(?<=[A-Z])0|0(?=[A-Z]{2})/g, 'O')
    .replace(/6(?=ST\b)/g, 'G')
    .replace(/(?<=[A-Z])[1|](?=[A-Z])/g, 'I')
    .replace(/(?<=[A-Z])5(?=[A-Z])/g, 'S')
    .replace(/[^\p{L}\p{M}]/gu, '');
}
