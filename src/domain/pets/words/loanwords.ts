/** English words as Hindi writes them, without dots below: each in Latin letters with its spellings. */
const SPELLINGS: Readonly<Record<string, string>> = {
  ...{ pet: 'पेट', pets: 'पेट्स', dog: 'डॉग|डोग', dogs: 'डॉग्स', cat: 'कैट', cats: 'कैट्स' },
  ...{ puppy: 'पपी|पप्पी', puppies: 'पपीज|पप्पीज', kitten: 'किटन|किटेन', kittens: 'किटन्स|किटेन्स' },
  ...{ bird: 'बर्ड', birds: 'बर्ड्स', fish: 'फिश', rabbit: 'रैबिट|रेबिट', hamster: 'हैमस्टर|हेमस्टर|हैम्स्टर|हम्स्टर' },
  ...{ guinea: 'गिनी', pig: 'पिग', turtle: 'टर्टल', tortoise: 'टॉर्टोइज|टोर्टोइज' },
  ...{ lab: 'लैब', labrador: 'लैब्राडोर|लेब्राडोर|लैब्राडॉर|लैबराडोर', golden: 'गोल्डन' },
  ...{ retriever: 'रिट्रीवर|रिट्रिवर|रीट्रीवर', german: 'जर्मन', shepherd: 'शेफर्ड|शेपर्ड', pug: 'पग' },
  ...{ beagle: 'बीगल', shih: 'शिह', tzu: 'त्जू|त्सू|त्जु', shihtzu: 'शिहत्जू', husky: 'हस्की', siberian: 'साइबेरियन' },
  ...{
    pomeranian: 'पॉमेरियन|पोमेरियन|पामेरियन|पोमेरेनियन|पॉमेरेनियन',
    rottweiler: 'रॉटवीलर|रोटवीलर|रॉटविलर|रॉटवाइलर',
  },
  ...{ doberman: 'डोबरमैन|डॉबरमैन|डाबरमैन', boxer: 'बॉक्सर', dalmatian: 'डालमेशियन|डैलमेशियन|डेलमेशियन' },
  ...{ poodle: 'पूडल', bulldog: 'बुलडॉग', indie: 'इंडी', persian: 'पर्शियन|पर्सियन', siamese: 'सियामीज|स्यामीज' },
  ...{
    budgie: 'बजी',
    budgerigar: 'बजरीगर|बजरिगर|बुडगेरिगर',
    lovebird: 'लवबर्ड',
    lovebirds: 'लवबर्ड्स',
    love: 'लव',
  },
  ...{ cockatiel: 'कॉकाटील|कोकाटील|कॉकटील', macaw: 'मकाउ|मकाऊ|मैकॉ', canary: 'कैनरी|कनेरी' },
  ...{
    goldfish: 'गोल्डफिश',
    gold: 'गोल्ड',
    guppy: 'गप्पी',
    fighter: 'फाइटर',
    molly: 'मॉली|मोली',
    oscar: 'ऑस्कर',
  },
  ...{ male: 'मेल', female: 'फीमेल|फिमेल', vaccine: 'वैक्सीन|वैक्सिन|वेक्सीन' },
  ...{ vaccinated: 'वैक्सीनेटेड|वैक्सिनेटेड|वेक्सीनेटेड', vaccination: 'वैक्सीनेशन|वैक्सिनेशन|वेक्सीनेशन' },
  ...{ black: 'ब्लैक', white: 'व्हाइट|वाइट|ह्वाइट', brown: 'ब्राउन', grey: 'ग्रे', cream: 'क्रीम', orange: 'ऑरेंज' },
  ...{ small: 'स्मॉल', medium: 'मीडियम', large: 'लार्ज', adult: 'एडल्ट|अडल्ट', free: 'फ्री', budget: 'बजट' },
  ...{
    price: 'प्राइस',
    breed: 'ब्रीड',
    size: 'साइज',
    colour: 'कलर',
    please: 'प्लीज',
    list: 'लिस्ट',
    shop: 'शॉप',
  },
  ...{ available: 'अवेलेबल|अवेलबल', sold: 'सोल्ड', reserved: 'रिजर्व्ड', total: 'टोटल', under: 'अंडर' },
  // No word of a query, but like one: mai.
  ...{ may: 'मई' },
};

/** Each spelling with the word in Latin letters. */
export const LOANWORDS: ReadonlyMap<string, string> = new Map(
  Object.entries(SPELLINGS).flatMap(([word, spellings]) =>
    spellings.split('|').map((spelling): [string, string] => [spelling, word]),
  ),
);
