/**
 * GSTIN, the Indian tax number of 15 characters: state (2 digits), PAN (5 letters, 4 digits, 1 letter), entity, `Z`,
 * check character (CBIC, "GSTIN format"; the check is a Luhn algorithm mod 36).
 */
const FORM = /^(?:0[1-9]|[12]\d|3[0-8]|97|99)[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]$/;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** What each place holds: d digit, a letter, e entity, z the letter Z, c check character. */
const PLACES = 'ddaaaaaddddaezc';

const AS_DIGIT: Readonly<Record<string, string>> = {
  O: '0',
  D: '0',
  Q: '0',
  U: '0',
  I: '1',
  L: '1',
  J: '1',
  Z: '2',
  A: '4',
  S: '5',
  G: '6',
  T: '7',
  B: '8',
};
const AS_LETTER: Readonly<Record<string, string>> = {
  '0': 'OD',
  '1': 'IL',
  '2': 'Z',
  '4': 'A',
  '5': 'S',
  '6': 'G',
  '7': 'T',
  '8': 'B',
};
/** Letters taken for each other even where a letter belongs. */
const AMONG_LETTERS: Readonly<Record<string, string>> = {
  O: 'DQ',
  D: 'O',
  Q: 'O',
  I: 'L',
  L: 'I',
  U: 'V',
  V: 'U',
};
const EITHER: Readonly<Record<string, string>> = {
  '0': 'O',
  O: '0',
  '1': 'I',
  I: '1',
  L: '1',
  '2': 'Z',
  Z: '2',
  '5': 'S',
  S: '5',
  '8': 'B',
  B: '8',
  '6': 'G',
  G: '6',
};

/** The check character of the first 14. */
export function checkCharacter(first14: string): string {
  let sum = 0;
  [...first14].forEach((char, index) => {
    const product = ALPHABET.indexOf(char) * (index % 2 === 0 ? 1 : 2);
    sum += Math.floor(product / 36) + (product % 36);
  });
  return ALPHABET[(36 - (sum % 36)) % 36] ?? '';
}

export function isGstin(text: string): boolean {
  return FORM.test(text) && checkCharacter(text.slice(0, 14)) === text[14];
}

export interface ReadGstin {
  readonly value: string;
  /** How many characters were read otherwise than printed letters suggest. */
  readonly changes: number;
}

/**
 * Reads a GSTIN from 15 characters in which letters and digits that look alike may have been mixed up: each place
 * takes only what its kind allows, and of the readings with the right check character the one with the fewest
 * changes counts, if it is alone.
 */
export function readGstin(given: string): ReadGstin | undefined {
  const text = given.toUpperCase();
  if (text.length !== 15 || !/^[0-9A-Z]+$/.test(text)) return undefined;
  if (isGstin(text)) return { value: text, changes: 0 };
  let readings: ReadGstin[] = [{ value: '', changes: 0 }];
  for (const [index, char] of [...text].entries()) {
    const options = optionsAt(PLACES[index] ?? 'c', char);
    readings = readings
      .flatMap(({ value, changes }) =>
        options.map((option) => ({ value: value + option, changes: changes + (option === char ? 0 : 1) })),
      )
      .filter(({ changes }) => changes <= 4);
    if (readings.length > 4_096) return undefined;
  }
  const right = readings.filter(({ value }) => isGstin(value)).sort((a, b) => a.changes - b.changes);
  const [best, next] = right;
  return best !== undefined && next?.changes !== best.changes ? best : undefined;
}

function optionsAt(place: string, char: string): string[] {
  const digit = /\d/.test(char) ? [char] : [...(AS_DIGIT[char] ?? '')];
  const letters = /[A-Z]/.test(char) ? [char, ...(AMONG_LETTERS[char] ?? '')] : [...(AS_LETTER[char] ?? '')];
  switch (place) {
    case 'd':
      return digit;
    case 'a':
      return letters;
    case 'z':
      return char === 'Z' || char === '2' || char === '7' ? ['Z'] : [];
    default:
      return [char, ...(EITHER[char] ?? '')];
  }
}

export interface FoundGstin extends ReadGstin {
  readonly checked: boolean;
}

/** GSTINs in a line of text, spaces and marks left out; after a label, one that fails its check is given as it is. */
export function findGstins(line: string): FoundGstin[] {
  const text = line.toUpperCase().replace(/[^0-9A-Z]/g, '');
  const windows: (ReadGstin & { readonly at: number })[] = [];
  for (let at = 0; at + 15 <= text.length; at += 1) {
    const read = readGstin(text.slice(at, at + 15));
    if (read !== undefined) windows.push({ ...read, at });
  }
  const kept: typeof windows = [];
  for (const each of windows.sort((a, b) => a.changes - b.changes || a.at - b.at))
    if (kept.every(({ at }) => Math.abs(at - each.at) >= 15)) kept.push(each);
  const found = kept
    .sort((a, b) => a.at - b.at)
    .map(({ value, changes }): FoundGstin => ({ value, changes, checked: true }));
  if (found.length > 0) return found;
  const labelled = /(?:GSTIN|GSTNO|GSTIN?UIN|GST1N|GSTN)(?:NO|UIN)*([0-9A-Z]{15})/.exec(text)?.[1];
  return labelled === undefined ? [] : [{ value: labelled, changes: 0, checked: false }];
}
