const GREETING = /^(?:hi|hello|hey|namaste|namaskar|dear|good|sir|madam|greetings)$/i;
const BESIDE_GREETING =
  /^(?:there|sir|madam|munshi|ji|bhai|team|all|again|morning|afternoon|evening|day|everyone)$/i;
const ABOUT_ASKER =
  /^(?:(?:hi|hello|hey)[, ]+)?(?:i am|i'm|im|this is|we are) (?:calling|writing|from|the|your|an?|new|preparing|working|doing|closing|filing)\b/i;
const THANKS = /^(?:thanks|thank|thx|please|pls|cheers|regards|urgent|asap|dhanyavad|shukriya)\b/i;
const MOST_THANKS = 5;

/** A question without a greeting before it and thanks behind, where they are sentences of their own. */
export function withoutGreeting(question: string): string {
  const sentences = question.trim().split(/(?<=[.!?])\s+/u);
  const last = sentences.at(-1) ?? '';
  if (sentences.length > 1 && THANKS.test(last) && wordsOf(last).length <= MOST_THANKS) sentences.pop();
  if (sentences.length > 1 && (isGreeting(sentences[0] ?? '') || ABOUT_ASKER.test(sentences[0] ?? '')))
    sentences.shift();
  return sentences.join(' ');
}

function isGreeting(sentence: string): boolean {
  const [first = '', ...others] = wordsOf(sentence);
  return GREETING.test(first) && others.every((word) => GREETING.test(word) || BESIDE_GREETING.test(word));
}

function wordsOf(sentence: string): string[] {
  return sentence.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** How the shop's own currency is named where no number stands before it. */
const OWN: Readonly<Record<string, RegExp>> = {
  INR: /\b(?:in (?:rupees?|rs|inr)|rupa?ye? mein?|rupees? mein?|(?<![\d.,] ?)rupees)(?![\p{L}\p{N}])/giu,
  USD: /\b(?:in (?:us dollars?|dollars?|usd)|(?<![\d.,] ?)dollars)(?![\p{L}\p{N}])/giu,
  EUR: /\b(?:in (?:euros?|eur)|(?<![\d.,] ?)euros)(?![\p{L}\p{N}])/giu,
  GBP: /\bin (?:pounds?|gbp)(?![\p{L}\p{N}])/giu,
};

/** "Sales in rupees" or "discount dollars" says nothing in a shop that counts in them. */
export function withoutCurrency(question: string, currency: string): string {
  const own = OWN[currency];
  return own === undefined ? question : question.replace(own, '');
}

const WHO = /\b(?:(?:customers?|clients?|buyers?|people) (?:who|that)|jo|jin)\b/i;
const EVERY = /\b(?:every|each|har) (?:day|week|month|quarter|year|din|haft[ae]|mahin[ae]|saal)\b/i;
const COUNTING = /\b(?:how many|number of|kitne)\b/i;

/** "Customers who come every month": those of each month are others. */
export function isOfEveryTime(question: string): boolean {
  const [who, every] = [question.search(WHO), question.search(EVERY)];
  return who >= 0 && every > who && !question.slice(who, every).includes(',') && !COUNTING.test(question);
}
