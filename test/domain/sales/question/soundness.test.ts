import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readQuestion } from '../../../../src/domain/sales/question/grammar.js';
import { Unread } from '../../../../src/domain/sales/question/unread.js';
import { kirana, trader } from './shops.js';

const SEED = 20_261_121;

/** Words of which each changes what is asked, wherever it is put in. */
const WORDS =
  'not|except|without|average|median|twice|half|again|before|after|unless|if|would|usual|late|cancelled|at least twice|at least 7 times|more than usual|kg|10%|Rs 500|over 7 units|in 2019|before 2019|expired|hired|this customer|came back|inactive|stopped coming|zzyzx'.split(
    '|',
  );
/** Two denials of a verb are one in plain speech, and a word that stands already says nothing more. */
const DENIED = /\b(?:not|never|without|no|haven.?t|hasn.?t|didn.?t|nahi|bina)\b/i;
/** Who has not bought for long is inactive. */
const IDLE = /^(?:inactive|stopped coming)$/;
/** What is discontinued is inactive, too. */
const GONE = /\bdiscontinued\b/i;
/** What stands before it was taken back. */
const TAKEN_BACK = /\bsorry\b/i;
/** A rate is an average already. */
const RATE = /\b(?:rate|margin|percentage)\b/i;

const questions = [
  { shop: 'kirana', reader: kirana() },
  { shop: 'trader', reader: trader() },
].flatMap(({ shop, reader }) =>
  [shop, `${shop}-more`]
    .map((file) => readFileSync(new URL(`./${file}.jsonl`, import.meta.url), 'utf8').trim())
    .join('\n')
    .trim()
    .split('\n')
    .map((line): { question: string; reader: typeof reader } => ({
      question: String(JSON.parse(line).question),
      reader,
    })),
);

function read(question: string, reader: (typeof questions)[number]['reader']): unknown {
  try {
    return readQuestion(question, reader).query;
  } catch (error) {
    if (!(error instanceof Unread)) throw error;
    return undefined;
  }
}

test('a word that matters changes the query or has it refused, wherever it is put in', () => {
  fc.assert(
    fc.property(
      fc.nat(questions.length - 1),
      fc.constantFrom(...WORDS),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (index, word, where) => {
        const { question, reader } = questions[index] ?? questions[0] ?? { question: '', reader: kirana() };
        const words = question.replace(/[?.!\s]+$/, '').split(/\s+/);
        const said = question.toLowerCase().split(/[^\p{L}\p{N}]+/u);
        fc.pre(word.split(' ').every((part) => !said.includes(part.toLowerCase())));
        fc.pre(!(DENIED.test(question) && DENIED.test(word)));
        fc.pre(!((DENIED.test(question) || GONE.test(question)) && IDLE.test(word)));
        fc.pre(!(/\b2 or more\b/.test(question) && word === 'at least twice'));
        fc.pre(!TAKEN_BACK.test(question));
        fc.pre(!(RATE.test(question) && word === 'average'));
        const at = Math.round(where * words.length);
        // "If any" is a turn of speech.
        fc.pre(!(word === 'if' && words[at] === 'any'));
        const longer = [...words.slice(0, at), word, ...words.slice(at)].join(' ');
        const query = read(longer, reader);
        if (query !== undefined) expect(query, longer).not.toEqual(read(question, reader));
      },
    ),
    { seed: SEED, numRuns: Number(process.env.MUNSHI_QUESTION_RUNS ?? 800) },
  );
});

test.each([
  'customers who bought only tea last month',
  'customers who pay only by upi',
  'customers who only ordered tea',
  'tea only customers',
])('%s is refused: what they do besides is asked, too', (question) => {
  expect(read(question, kirana())).toBeUndefined();
});

test.each([
  ['tea only: sales by month in 2026', 'tea: sales by month in 2026'],
  ['only upi sales last month', 'upi sales last month'],
])('%s holds the condition that it says', (question, plain) => {
  expect(read(question, kirana())).toBeDefined();
  expect(read(question, kirana())).toEqual(read(plain, kirana()));
});
