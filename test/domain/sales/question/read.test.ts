import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { QueryRequest } from '../../../../src/domain/sales/query/request.js';
import { readQuestion } from '../../../../src/domain/sales/question/grammar.js';
import { Unread } from '../../../../src/domain/sales/question/unread.js';
import { kirana, trader } from './shops.js';

const Question = z.object({
  id: z.string(),
  question: z.string(),
  accept: z.tuple([QueryRequest]).optional(),
  refuse: z.literal(true).optional(),
});

/** Questions in words, each with the query that it means, or that it must be refused. */
function questionsIn(file: string): z.infer<typeof Question>[] {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => Question.parse(JSON.parse(line)));
}

describe.each([
  { shop: 'kirana', reader: kirana() },
  { shop: 'trader', reader: trader() },
])('a question to a $shop', ({ shop, reader }) => {
  const read = (question: string) => readQuestion(question, reader).query;

  test.each([...questionsIn(`./${shop}.jsonl`), ...questionsIn(`./${shop}-more.jsonl`)])(
    '$question',
    ({ question, accept }) => {
      expect(read(question)).toEqual(accept?.[0]);
    },
  );

  test.each(questionsIn(`./${shop}-refused.jsonl`))('refused: $question', ({ question }) => {
    expect(() => read(question)).toThrow(Unread);
  });
});
