import type { Language } from '../settings.js';

/** How pressing a reminder is: nothing overdue, overdue up to 30 days, up to 90 days, longer. */
export const TONES = ['notice', 'gentle', 'firm', 'serious'] as const;
export type Tone = (typeof TONES)[number];

/** What a reminder says, each part as text of its language. */
export interface ReminderFacts {
  /** Absent where what is stored does not read like a name. */
  readonly name: string | undefined;
  readonly shop: string;
  readonly balance: string;
  /** Day of the oldest open debt. */
  readonly since: string;
  readonly overdue: string;
  /** All that is owed is overdue. */
  readonly all_overdue: boolean;
  /** What of the overdue fell due first; absent where all of it fell due on one day. */
  readonly oldest_part: string | undefined;
  /** Earliest due date. */
  readonly due: string;
  /** Days past it. */
  readonly days: number;
  readonly upi_link: string | undefined;
}

interface Wording {
  greet(name: string | undefined): string;
  /** Tags that ICU knows month names by. */
  readonly dates: string;
  readonly opening: (facts: ReminderFacts, tone: Tone) => string;
  readonly overdue: (facts: ReminderFacts) => string;
  readonly ask: Record<Tone, (facts: ReminderFacts) => string>;
  readonly pay: string;
  readonly thanks: string;
}

const WORDINGS: Record<Language, Wording> = {
  en: {
    dates: 'en',
    greet: (name) => (name === undefined ? 'Namaste,' : `Namaste ${name},`),
    opening: ({ shop, balance, since }, tone) =>
      tone === 'notice'
        ? `this is a note from ${shop}. Your udhaar balance is ${balance}, open since ${since}.`
        : `this is a reminder from ${shop}. Your udhaar balance is ${balance}, open since ${since}.`,
    overdue: ({ all_overdue: all, overdue, oldest_part: part, due }) => {
      if (part === undefined)
        return all ? `It has been due since ${due}.` : `Of this, ${overdue} is overdue, since ${due}.`;
      return `${all ? 'All of it' : `Of this, ${overdue}`} is overdue; the oldest part, ${part}, since ${due}.`;
    },
    ask: {
      notice: ({ due }) => `The next payment is due on ${due}.`,
      gentle: () => 'Please pay when it suits you.',
      firm: () => 'Please pay the overdue amount this week, or tell us when you can.',
      serious: ({ days, oldest_part: part }) =>
        `${part === undefined ? 'That is' : 'The oldest part is late by'} ${days} days. Please pay what is overdue or come and talk to us; we can settle it in parts.`,
    },
    pay: 'Pay by UPI:',
    thanks: 'Thank you.',
  },
  hi: {
    dates: 'hi',
    greet: (name) => (name === undefined ? 'नमस्ते,' : `नमस्ते ${name} जी,`),
    opening: ({ shop, balance, since }, tone) =>
      tone === 'notice'
        ? `${shop} की ओर से सूचना: आपके खाते में ${balance} उधार है, ${since} से।`
        : `${shop} की ओर से याद दिला रहे हैं: आपके खाते में ${balance} उधार बाकी है, ${since} से।`,
    overdue: ({ all_overdue: all, overdue, oldest_part: part, due }) => {
      if (part === undefined)
        return all
          ? `यह भुगतान ${due} तक होना था।`
          : `इसमें से ${overdue} की तारीख निकल चुकी है, वह ${due} तक देना था।`;
      return `${all ? 'पूरी राशि' : `इसमें से ${overdue}`} की तारीख निकल चुकी है; सबसे पुराना हिस्सा, ${part}, ${due} तक देना था।`;
    },
    ask: {
      notice: ({ due }) => `अगला भुगतान ${due} को देना है।`,
      gentle: () => 'कृपया अपनी सुविधा से भुगतान कर दें।',
      firm: () => 'कृपया इस सप्ताह बकाया राशि चुका दें, या बताएँ कि कब तक हो सकेगा।',
      serious: ({ days, oldest_part: part }) =>
        `${part === undefined ? '' : 'सबसे पुराने हिस्से को '}${days} दिन हो चुके हैं। कृपया भुगतान करें या दुकान पर आकर बात करें; किस्तों में भी चुका सकते हैं।`,
    },
    pay: 'UPI से भुगतान:',
    thanks: 'धन्यवाद।',
  },
  'hi-Latn': {
    dates: 'en',
    greet: (name) => (name === undefined ? 'Namaste,' : `Namaste ${name} ji,`),
    opening: ({ shop, balance, since }, tone) =>
      tone === 'notice'
        ? `${shop} ki taraf se soochna: aapke khaate mein ${balance} udhaar hai, ${since} se.`
        : `${shop} ki taraf se yaad dila rahe hain: aapke khaate mein ${balance} udhaar baaki hai, ${since} se.`,
    overdue: ({ all_overdue: all, overdue, oldest_part: part, due }) => {
      if (part === undefined)
        return all
          ? `Yeh bhugtaan ${due} tak hona tha.`
          : `Ismein se ${overdue} ki tareekh nikal chuki hai, woh ${due} tak dena tha.`;
      return `${all ? 'Poori rakam' : `Ismein se ${overdue}`} ki tareekh nikal chuki hai; sabse purana hissa, ${part}, ${due} tak dena tha.`;
    },
    ask: {
      notice: ({ due }) => `Agla bhugtaan ${due} ko dena hai.`,
      gentle: () => 'Kripya apni suvidha se bhugtaan kar dein.',
      firm: () => 'Kripya is hafte bakaya rakam chuka dein, ya batayein ki kab tak ho sakega.',
      serious: ({ days, oldest_part: part }) =>
        `${part === undefined ? '' : 'Sabse purane hisse ko '}${days} din ho chuke hain. Kripya bhugtaan karein ya dukaan par aakar baat karein; kishton mein bhi chuka sakte hain.`,
    },
    pay: 'UPI se bhugtaan:',
    thanks: 'Dhanyavaad.',
  },
};

/** How pressing a reminder is, by days past the oldest due date. */
export function toneOf(daysOverdue: number): Tone {
  if (daysOverdue <= 0) return 'notice';
  if (daysOverdue <= 30) return 'gentle';
  if (daysOverdue <= 90) return 'firm';
  return 'serious';
}

/** The tag whose months and digits a language is written with, in the shop's country. */
export function localeOf(language: Language, shopLocale: string): string {
  const region = new Intl.Locale(shopLocale).region ?? 'IN';
  return `${WORDINGS[language].dates}-${region}`;
}

/** A reminder in words. */
export function wordReminder(language: Language, tone: Tone, facts: ReminderFacts): string {
  const { greet, opening, overdue, ask, pay, thanks } = WORDINGS[language];
  const sentences = [
    greet(facts.name),
    opening(facts, tone),
    ...(tone === 'notice' ? [] : [overdue(facts)]),
    ask[tone](facts),
    thanks,
  ];
  const text = sentences.join(' ');
  return facts.upi_link === undefined ? text : `${text}\n${pay} ${facts.upi_link}`;
}
