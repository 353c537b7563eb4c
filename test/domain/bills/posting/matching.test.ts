import { describe, expect, test } from 'vitest';
import { unitOf } from '../../../../src/domain/bills/posting/counting.js';
import { Matcher } from '../../../../src/domain/bills/posting/matching.js';
import type { ShelfProduct } from '../../../../src/domain/bills/posting/shelf.js';

const NAMES = [
  'Tata Salt 1 kg',
  'Tata Salt Lite 1 kg',
  'Red Label Tea 250 g',
  'Red Label Tea 500 g',
  'Parle-G Biscuits 800 g',
  'Fortune Sunflower Oil 1 l',
  'Dettol Soap 4x125 g',
  'तूर दाल 1 kg',
  'Himalaya Purifying Neem Face Wash 150 ml',
];
const PRODUCTS: ShelfProduct[] = NAMES.map((name) => ({ product_id: name, name }));
const matcher = new Matcher([
  ...PRODUCTS,
  { product_id: 'coded', name: 'Something', barcode: '8901234567890' },
]);

describe('a line is taken for', () => {
  test.each([
    ['TATA SALT 1KG', 'Tata Salt 1 kg'],
    ['TATASALT1KG', 'Tata Salt 1 kg'],
    ['RED LABEL TEA 250GMS', 'Red Label Tea 250 g'],
    ['Red LabeI Tea 500gm', 'Red Label Tea 500 g'],
    ['HIMALAYA PURIFYlNG NEEM FACEWASH 150ML', 'Himalaya Purifying Neem Face Wash 150 ml'],
    ['FORTUNE SUNFLOWER OIL 1LTR', 'Fortune Sunflower Oil 1 l'],
    ['Dettol Soap 4x125g', 'Dettol Soap 4x125 g'],
    ['तूर दाल 1kg', 'तूर दाल 1 kg'],
    ['MISC 8901234567890', 'coded'],
  ])('%s: %s', (printed, id) => {
    expect(matcher.match(printed, undefined).product?.product_id).toBe(id);
  });

  test.each([
    ['RED LABEL TEA', ['Red Label Tea 250 g', 'Red Label Tea 500 g']],
    ['RED LABEL TEA 100G', ['Red Label Tea 250 g', 'Red Label Tea 500 g']],
    ['HIMALAYA PURIFYING LIME FACE WASH 150ML', ['Himalaya Purifying Neem Face Wash 150 ml']],
    ['PARLE BISC 800G', ['Parle-G Biscuits 800 g']],
    ['MISC 8901234567891', []],
    ['', []],
    ['8901', []],
    ['%%%', []],
  ])('nothing for sure: %s', (printed, candidates) => {
    const match = matcher.match(printed, undefined);
    expect(match.product).toBeUndefined();
    expect(match.candidates.map(({ product }) => product.product_id)).toEqual(candidates);
  });

  test('what was learned, before all else, unless that is gone', () => {
    const alias = {
      printed: 'TATA SALT 1KG',
      means: 'Tata Salt Lite 1 kg',
      since: '2026-01-01',
      bill_id: 'b',
    };
    expect(matcher.match('TATA SALT 1KG', alias)).toMatchObject({
      by: 'alias',
      product: { product_id: 'Tata Salt Lite 1 kg' },
    });
    expect(matcher.match('TATA SALT 1KG', { ...alias, means: 'gone' })).toMatchObject({
      by: 'name',
      product: { product_id: 'Tata Salt 1 kg' },
    });
  });
});

describe('a line counts', () => {
  const cased: ShelfProduct = {
    product_id: 'p',
    name: 'P',
    unit: 'packet',
    pack: 'case',
    pack_size: 24_000,
    cost: 10_000,
  };
  const rupees = (amount: number): number => amount * 1_000_000;

  test.each<
    [
      string,
      ShelfProduct,
      string | undefined,
      string | undefined,
      boolean | undefined,
      number,
      number | undefined,
      string | undefined,
    ]
  >([
    ['packs as printed', cased, undefined, 'CTN', undefined, 2_400, 24_000, 'printed'],
    ['units as printed', cased, undefined, 'PKT', undefined, 100, 1_000, 'printed'],
    ['what a person says', cased, 'packet', 'CTN', undefined, 2_400, 1_000, 'asked'],
    ['packs as a person says', cased, 'pack', 'PKT', undefined, 2_400, 24_000, 'asked'],
    ['what was learned', cased, undefined, undefined, true, 100, 24_000, 'alias'],
    ['packs by their cost', cased, undefined, 'BOX', undefined, 2_300, 24_000, 'cost'],
    ['units by their cost', cased, undefined, undefined, undefined, 95, 1_000, 'cost'],
    ['dozens', { product_id: 'e', name: 'Eggs' }, undefined, 'DOZ', undefined, 72, 12_000, 'printed'],
    [
      'units where nothing is known',
      { product_id: 'e', name: 'Eggs' },
      undefined,
      'TRAY',
      undefined,
      150,
      1_000,
      'unit',
    ],
    ['nothing: kilos of packets', cased, undefined, 'KG', undefined, 100, undefined, undefined],
    ['nothing: an unknown unit', cased, 'bale', 'KG', undefined, 100, undefined, undefined],
    ['nothing: a prototype key', cased, 'constructor', undefined, undefined, 100, undefined, undefined],
  ])('%s', (_name, product, asked, printed, learned, cost, size, by) => {
    const unit = unitOf(product, asked, printed, learned, rupees(cost));
    expect([unit?.size, unit?.by]).toEqual([size, by]);
  });
});
