import { headerKeys } from './fields.js';

/** What lines that are not goods are called, in codes and names of common exports. */
const NOT_GOODS: Readonly<Record<string, string>> = {
  postage:
    'post|postage|dotcom postage|dot|carriage|shipping|delivery charge|delivery charges|freight|next day carriage',
  charge:
    'bank charges|bank charge|amazon fee|amazonfee|commission|cruk|cruk commission|service charge|packing charges|handling charges',
  discount: 'discount|trade discount|cash discount|round off|rounding',
  adjustment: 'adjust|adjustment|adjust bad debt|bad debt|manual|stock adjustment',
  sample: 'sample|samples|free sample|tester',
  voucher: 'gift voucher|voucher|gift card|dotcomgiftshop gift voucher',
};

const MARK_BY_KEY = new Map(
  Object.entries(NOT_GOODS).flatMap(([mark, names]) =>
    names.split('|').map((name): [string, string] => [headerKeys(name)[0] ?? name, mark]),
  ),
);

/** The face value behind a voucher's name. */
const FACE_VALUE = /\s*\p{Sc}?\s*\d+(?:[.,]\d+)?$/u;
/** Codes of gift vouchers, e.g. `gift_0001_20`. */
const VOUCHER_CODE = /^gift_\d{4}_\d+$/i;

/** Why a line is kept though it is no sale of goods, by its code and name; undefined for goods. */
export function markOf(code: string | undefined, name: string | undefined): string | undefined {
  return markOfText(code) ?? markOfText(name);
}

function markOfText(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 40) return undefined;
  if (VOUCHER_CODE.test(text)) return 'voucher';
  const key = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
  return MARK_BY_KEY.get(key(text)) ?? voucherOf(key(text.replace(FACE_VALUE, '')));
}

function voucherOf(key: string): string | undefined {
  const mark = MARK_BY_KEY.get(key);
  return mark === 'voucher' ? mark : undefined;
}
