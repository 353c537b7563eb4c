import { tokenize } from '../../words/tokens.js';
import type { QueryRequest } from '../query/request.js';
import { type Reader, readQuestion } from './grammar.js';
import { inWords } from './in-words.js';
import { Unread, type WhyUnread } from './unread.js';

/** Most words that are left out to come to a question that is read. */
const MOST_LEFT_OUT = 4;

/** A question that is read, near one that is not. */
export interface Closest {
  readonly question: string;
  readonly query: QueryRequest;
}

/**
 * The closest question that can be answered: the one that was asked without the words that nothing explains, in plain
 * words that read back as the same query. None where something else than a word is in the way.
 */
export function closestQuestion(question: string, why: WhyUnread, reader: Reader): Closest | undefined {
  let words = tokenize(question).map(({ text }) => text);
  let { word } = why;
  for (let left = 0; left < MOST_LEFT_OUT && word !== undefined; left += 1) {
    const rest = without(words, word);
    if (rest === undefined || rest.length === 0) return undefined;
    words = rest;
    const read = readOr(words.join(' '), reader);
    if ('query' in read) {
      const said = inWords(read.query, reader.model);
      return { question: means(said, read.query, reader) ? said : words.join(' '), query: read.query };
    }
    word = read.word;
  }
  return undefined;
}

function readOr(question: string, reader: Reader): { readonly query: QueryRequest } | WhyUnread {
  try {
    return { query: readQuestion(question, reader).query };
  } catch (error) {
    if (error instanceof Unread) return error.why;
    throw error;
  }
}

function means(question: string, query: QueryRequest, reader: Reader): boolean {
  const read = readOr(question, reader);
  return 'query' in read && JSON.stringify(read.query) === JSON.stringify(query);
}

/** Words without a run of them; undefined where it does not stand there. */
function without(words: readonly string[], run: string): string[] | undefined {
  const wanted = run.split(' ');
  const at = words.findIndex((_, from) => wanted.every((word, index) => words[from + index] === word));
  return at < 0 ? undefined : [...words.slice(0, at), ...words.slice(at + wanted.length)];
}
