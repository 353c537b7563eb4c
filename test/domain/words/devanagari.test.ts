import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDevanagari, romanised } from '../../../src/domain/words/devanagari.js';

/** As it is written, and as people type it. */
const TYPED = `
कुत्ता kutta, कुत्ते kutte, कुत्तों kutton, बिल्ली billi, बिल्लियाँ billiyan, बिल्लियों billiyon, सफ़ेद safed, कछुआ kachhua,
दिखाओ dikhao, दिखाइए dikhaie, ज़्यादा zyada, ज्यादा jyada, महीने mahine, नहीं nahin, सबसे sabse, सस्ता sasta, सस्ती sasti,
महँगा mahanga, मछली machhli, मछलियाँ machhliyan, खरगोश khargosh, चिड़िया chidiya, तोता tota, कबूतर kabutar, कितने kitne,
हज़ार hazar, रुपये rupye, चाहिए chahie, चाहिये chahiye, मुझे mujhe, हैं hain, है hai, काला kala, काली kali, लाल lal, हरा hara,
नीला nila, पीला pila, भूरा bhura, सुनहरा sunahra, गुलाबी gulabi, नारंगी narangi, छोटा chhota, बड़ा bada, नर nar, मादा mada,
पिल्ला pilla, बच्चा bachcha, टीका tika, हुआ hua, कम kam, से se, तक tak, ऊपर upar, नीचे niche, अंदर andar, बीच bich, और aur,
या ya, लेकिन lekin, अलावा alawa, छोड़कर chhodkar, समझना samajhna, जानवर janwar, पहले pahle, उम्र umra, साल sal, हफ़्ते hafte,
पाँच panch, दाम dam, क़ीमत kimat, औसत ausat, मुफ़्त muft, उपलब्ध uplabdh, मित्र mitra, चंद्र chandra, दोस्त dost, ज्ञान gyan,
पक्षी pakshi, पंछी panchhi, परिंदे parinde, चूहा chuha, न na, छः chhah, आप aap, आठ aath, साढ़े sadhe, लम्बा lamba, लंबा lamba,
अंबर ambar, वाला wala, कौन kaun, कोई koi, विश्वास vishwas, बकरी bakri, पंद्रह pandrah, ढाई dhai, डॉग dog, ऋषि rishi,
कृपया kripya, श्री shri, बिकाऊ bikau, ख़रीदना kharidna, ग्यारह gyarah, मई mai, नमस्ते namaste, उपयुक्त upyukt`;

describe('Devanagari as people type it', () => {
  const words = TYPED.trim()
    .split(/,\s+/)
    .map((pair): [string, string] => {
      const [written = '', typed = ''] = pair.split(' ');
      return [written, typed];
    });

  test('the table holds what it should', () => {
    expect(words.length).toBeGreaterThan(100);
  });

  test.each(words)('%s is %s', (written, typed) => {
    expect(romanised(written.normalize('NFKC'))).toBe(typed);
  });
});

test('words in Devanagari are told from others', () => {
  expect(['बिल्ली', 'ज़्यादा', 'छः'].every(isDevanagari)).toBe(true);
  expect(['billi', '狗', 'billiबिल्ली', '', '10'].some(isDevanagari)).toBe(false);
});

const consonant = fc.constantFrom(...'कखगघचछजझटठडढतथदधनपफबभमयरलवशसह');
const vowelSign = fc.constantFrom('ा', 'ि', 'ी', 'ु', 'ू', 'े', 'ै', 'ो', 'ौ');

test('any string of the script becomes Latin letters alone, and at once', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.integer({ min: 0x0900, max: 0x097f }).map((code) => String.fromCodePoint(code)),
        { maxLength: 60 },
      ),
      (letters) => {
        expect(romanised(letters.join('').normalize('NFKC'))).toMatch(/^[a-z]*$/);
      },
    ),
  );
});

test('where every vowel is written none is lost, and each consonant is heard', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(consonant, vowelSign), { minLength: 1, maxLength: 8 }), (syllables) => {
      const parts = syllables.map(([one, sign]) => romanised(one + sign));
      expect(romanised(syllables.flat().join(''))).toBe(parts.join(''));
    }),
  );
});

test('a schwa is left out at the end, never at the beginning', () => {
  fc.assert(
    fc.property(consonant, consonant, consonant, vowelSign, (first, second, third, sign) => {
      const spoken = (letter: string) => romanised(`${letter}ि`).slice(0, -1);
      // CəCV keeps its schwa, CVCəCV and a last one lose it.
      expect(romanised(first + second + sign)).toBe(
        `${spoken(first)}a${romanised(second + sign)}`.replace(/^va/, 'wa'),
      );
      expect(romanised(`${first}ि${second}${third}ि`)).toBe(
        `${romanised(`${first}ि`)}${spoken(second)}${romanised(`${third}ि`)}`,
      );
      expect(romanised(`${first}ि${second}`)).toBe(`${romanised(`${first}ि`)}${spoken(second)}`);
    }),
  );
});
