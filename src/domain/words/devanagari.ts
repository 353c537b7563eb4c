const CONSONANTS: Readonly<Record<string, string>> = {
  ...{ क: 'k', ख: 'kh', ग: 'g', घ: 'gh', ङ: 'n', च: 'ch', छ: 'chh', ज: 'j', झ: 'jh', ञ: 'n' },
  ...{ ट: 't', ठ: 'th', ड: 'd', ढ: 'dh', ण: 'n', त: 't', थ: 'th', द: 'd', ध: 'dh', न: 'n' },
  ...{ प: 'p', फ: 'ph', ब: 'b', भ: 'bh', म: 'm', य: 'y', र: 'r', ल: 'l', व: 'v', ळ: 'l' },
  ...{ श: 'sh', ष: 'sh', स: 's', ह: 'h' },
};
/** Letters that a dot below changes; of others it says nothing that is typed. */
const DOTTED: Readonly<Record<string, string>> = { ज: 'z', फ: 'f' };
const CLUSTERS: Readonly<Record<string, string>> = { ज्ञ: 'gy' };
const VOWELS: Readonly<Record<string, string>> = {
  ...{ अ: 'a', आ: 'aa', इ: 'i', ई: 'i', उ: 'u', ऊ: 'u', ऋ: 'ri', ए: 'e', ऐ: 'ai', ओ: 'o', औ: 'au' },
  ...{ ऍ: 'e', ऑ: 'o' },
};
const SIGNS: Readonly<Record<string, string>> = {
  ...{ 'ा': 'a', 'ि': 'i', 'ी': 'i', 'ु': 'u', 'ू': 'u', 'ृ': 'ri', 'े': 'e', 'ै': 'ai', 'ो': 'o', 'ौ': 'au' },
  ...{ 'ॅ': 'e', 'ॉ': 'o' },
};
const HALANT = '्';
const VISARGA = 'ः';
const NASAL = /[ँं]/;
const WORD = /^[\u0900-\u097f]+$/;
/** A consonant with its dot, a vowel, a vowel sign, or a mark. */
const LETTER = /ज्ञ|[क-ह]़?|[\u0900-\u097f]/g;

/** A vowel with the consonants before it; none where consonants end the word. */
interface Syllable {
  readonly consonants: readonly string[];
  /** Schwa is the vowel that a consonant has where none is written. */
  vowel: string | 'schwa' | undefined;
  nasal: boolean;
}

/** Whether a word is written in Devanagari. */
export function isDevanagari(word: string): boolean {
  return WORD.test(word);
}

/**
 * A Hindi word in Devanagari as people type it in Latin letters: kutta, billi, zyada, khargosh. Schwas that are written
 * and not spoken are left out: the last, and one between a vowel with one consonant and a consonant with its vowel
 * (VC_CV), from the right (Ohala 1983, Aspects of Hindi Phonology; Narasimhan, Sproat, Kiraz 2004, Schwa-deletion in
 * Hindi text-to-speech synthesis).
 *
 * @param word in NFKC, where the dot below is a character of its own.
 */
export function romanised(word: string): string {
  const syllables = syllablesOf(word);
  dropSchwas(syllables);
  return syllables.map((each, index) => written(each, syllables[index + 1])).join('');
}

function syllablesOf(word: string): Syllable[] {
  const syllables: Syllable[] = [];
  let consonants: string[] = [];
  let joined = false;
  const close = (vowel: Syllable['vowel']): void => {
    syllables.push({ consonants, vowel, nasal: false });
    consonants = [];
    joined = false;
  };
  const closeOpen = (): void => {
    if (consonants.length > 0 && !joined) close('schwa');
  };
  for (const [letter] of word.matchAll(LETTER)) {
    const [plain = '', dot] = letter;
    const consonant = CLUSTERS[letter] ?? (dot && DOTTED[plain]) ?? CONSONANTS[plain];
    const vowel = VOWELS[letter];
    if (letter === HALANT) joined = true;
    else if (SIGNS[letter] !== undefined) close(SIGNS[letter]);
    else {
      closeOpen();
      const last = syllables.at(-1);
      if (consonant !== undefined) consonants.push(consonant);
      else if (vowel !== undefined) close(last !== undefined && letter === 'आ' ? 'a' : vowel);
      else if (NASAL.test(letter) && last !== undefined) last.nasal = true;
      else if (letter === VISARGA) consonants.push('h');
      joined = letter === VISARGA;
    }
  }
  closeOpen();
  if (consonants.length > 0) close(undefined);
  return syllables;
}

/** After these joined to a consonant the last schwa is spoken: mitra, satya. */
const SONORANTS = new Set(['r', 'l', 'v', 'y']);

function dropSchwas(syllables: readonly Syllable[]): void {
  for (let at = syllables.length - 1; at > 0; at -= 1) {
    const here = syllables[at];
    const [before, after] = [syllables[at - 1], syllables[at + 1]];
    if (here?.vowel !== 'schwa' || here.nasal) continue;
    const single = here.consonants.length === 1;
    if (after === undefined) {
      if (single || !SONORANTS.has(here.consonants.at(-1) ?? '')) here.vowel = undefined;
    } else if (
      single &&
      before?.vowel !== undefined &&
      !before.nasal &&
      after.vowel !== undefined &&
      after.consonants.length === 1
    )
      here.vowel = undefined;
  }
}

function written({ consonants, vowel, nasal }: Syllable, next: Syllable | undefined): string {
  const before = vowel !== undefined && /^(?:schwa|a|o)/.test(vowel);
  const letters = consonants.map((each, index) =>
    each === 'v' && before && index === consonants.length - 1 ? 'w' : each,
  );
  const sound = vowel === 'schwa' ? 'a' : (vowel ?? '');
  const labial = next !== undefined && /^[pbm]/.test(next.consonants[0] ?? '');
  return letters.join('') + sound + (nasal ? (labial ? 'm' : 'n') : '');
}
