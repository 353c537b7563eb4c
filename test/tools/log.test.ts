import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { ClerkError } from '../../src/domain/errors.js';
import { describeError, type Level, makeLog } from '../../src/log.js';

/** What is written on standard error while the test runs. */
function written(): () => string {
  const lines: string[] = [];
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  onTestFinished(() => spy.mockRestore());
  return () => lines.join('');
}

const LEVELS: readonly Level[] = ['error', 'info', 'debug'];

describe('a log', () => {
  test.each([
    ['silent', []],
    ['error', ['error']],
    ['info', ['error', 'info']],
    ['debug', ['error', 'info', 'debug']],
  ] as const)('at %s writes %j', (level, wanted) => {
    const text = written();
    const log = makeLog(level);
    for (const each of LEVELS) log(each, 'event', { tool: 'query_sales' });
    const lines = text()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.level)).toEqual(wanted);
    for (const line of lines) expect(line).toMatchObject({ event: 'event', tool: 'query_sales' });
  });

  test('is one line an event, whatever is in it', () => {
    const text = written();
    makeLog('info')('info', 'event', { tool: 'a\nb\r\n\u2028' });
    expect(text().trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('what is told of an error', () => {
  const SECRET = 'Anita Rao, /home/clerk/books.db, arn:aws:dynamodb';

  test('is its kind and those of its causes, and where it was thrown; never what it says', () => {
    const error = new ClerkError('unavailable', SECRET, {
      field: SECRET,
      fix: SECRET,
      valid: [SECRET],
      cause: new TypeError(SECRET, { cause: new RangeError(SECRET) }),
    });
    const told = describeError(error);
    expect(told.error).toBe('ClerkError < TypeError < RangeError');
    expect(JSON.stringify(told)).not.toMatch(/Anita|clerk\/|arn:/);
  });

  test.each([
    ['text', SECRET, 'string'],
    ['an object', { message: SECRET }, 'object'],
    ['nothing', undefined, 'undefined'],
    ['null', null, 'object'],
  ])('that is %s is its type', (_what, fault, wanted) => {
    expect(describeError(fault)).toEqual({ error: wanted, at: undefined });
  });

  test('that causes itself ends', () => {
    const error = new Error(SECRET);
    error.cause = error;
    expect(JSON.stringify(describeError(error))).not.toContain('Anita');
  });

  test('whose message looks like a place in Munshi does not give its message away', () => {
    for (const message of ['src/Anita-Rao-98200:1:1', 'no\n    at sell (/src/Anita-98200:1:1)\n'])
      expect(JSON.stringify(describeError(new Error(message)))).not.toContain('98200');
  });

  test('whose name was made up of a message does not give it away', () => {
    const error = new Error('x');
    error.name = SECRET;
    expect(JSON.stringify(describeError(error))).not.toContain('Anita');
  });
});
