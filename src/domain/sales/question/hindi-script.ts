import { isDevanagari, romanised } from '../../words/devanagari.js';
import type { NameIndex } from '../../words/names/name-index.js';
import { findNumbers } from '../../words/numbers.js';
import { tokenize } from '../../words/tokens.js';
import type { Lexicon } from './lexicon/lexicon.js';

/** English words of a shop as Hindi writes them, without dots below. */
const LOANS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{
      सेल: 'sale',
      सेल्स: 'sales',
      बिल: 'bill',
      बिलों: 'bills',
      ऑर्डर: 'order',
      आर्डर: 'order',
      ऑर्डर्स: 'orders',
    },
    ...{ स्टॉक: 'stock', स्टाक: 'stock', प्रॉफिट: 'profit', मार्जिन: 'margin', डिस्काउंट: 'discount', कैश: 'cash' },
    ...{
      कस्टमर: 'customer',
      कस्टमर्स: 'customers',
      यूपीआई: 'upi',
      कार्ड: 'card',
      टॉप: 'top',
      रेट: 'rate',
      टैक्स: 'tax',
    },
    ...{
      सप्लायर: 'supplier',
      कैटेगरी: 'category',
      कैटेगिरी: 'category',
      आइटम: 'items',
      आइटम्स: 'items',
      जीएसटी: 'gst',
    },
    ...{
      टोटल: 'total',
      लिस्ट: 'list',
      प्रोडक्ट: 'product',
      प्रोडक्ट्स: 'products',
      पेमेंट: 'payment',
      डिलीवरी: 'delivery',
    },
    ...{ बिस्कुट: 'biscuit', बिस्किट: 'biscuit', साबुन: 'soap', ब्रेड: 'bread', शैंपू: 'shampoo', नूडल्स: 'noodles' },
    ...{
      किलो: 'kilo',
      पैकेट: 'packets',
      पीस: 'pieces',
      बोतल: 'bottles',
      महीना: 'mahina',
      रोज: 'roz',
      आटा: 'aata',
    },
  }),
);
const WORD = /[\u0900-\u097f]+/gu;
/** After these "do" asks to be given, and is no number. */
const GIVING = /^(?:दिखा|बता|भेज|निकाल|दे|कर|लिख|सुना)$/;

/**
 * A question with its words in Devanagari as those in Latin letters that they sound like, since those are what lists and
 * names know best. Numbers, and what sounds like nothing known, stay as they are.
 */
export function inLatinLetters(text: string, lexicon: Lexicon, names: readonly NameIndex[]): string {
  let before = '';
  return text.normalize('NFKC').replace(WORD, (word) => {
    const last = before;
    before = word;
    if (!isDevanagari(word)) return word;
    const giving = word === 'दो' && GIVING.test(last);
    if (!giving && findNumbers(tokenize(word)).length > 0) return word;
    const latin = romanised(word);
    const known = LOANS.get(word.replaceAll('़', '')) ?? lexicon.sounding(word);
    if (known !== undefined) return known;
    if (lexicon.has(word) || names.some((index) => index.has(word))) return word;
    return latin;
  });
}
