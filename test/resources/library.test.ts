import { expect, test } from 'vitest';
import { Library } from '../../src/resources/library.js';
import { testService } from '../support/service.js';

function makeLibrary(count: number): Library {
  const { service } = testService();
  const numbers = Array.from({ length: count }, (_, at) => at);
  const about = (name: string) => ({ name, title: name, description: name });
  return new Library(
    numbers.map((at) => ({ ...about(`fixed ${at}`), uri: `test://fixed/${at}`, read: () => ({ at }) })),
    numbers.map((at) => ({
      ...about(`family ${at}`),
      prefix: `test://family/${at}/`,
      variable: 'value',
      values: () => numbers.map((value) => `Value ${value}`),
      read: (value) => (value === 'चाय / tea' ? { value } : undefined),
    })),
    service.shop,
  );
}

test.each([0, 1, 49, 50, 51, 100, 120])('%i resources are listed page by page, each once', (count) => {
  const library = makeLibrary(count);
  const uris: string[] = [];
  const templates: string[] = [];
  let cursor: string | undefined;
  do {
    const { resources, nextCursor } = library.list(cursor);
    uris.push(...resources.map(({ uri }) => uri));
    templates.push(...library.templates(cursor).resourceTemplates.map(({ uriTemplate }) => uriTemplate));
    cursor = nextCursor;
  } while (cursor !== undefined);
  expect(uris).toEqual(Array.from({ length: count }, (_, at) => `test://fixed/${at}`));
  expect(templates).toEqual(Array.from({ length: count }, (_, at) => `test://family/${at}/{value}`));
});

test.each([
  '',
  '0',
  '1',
  '49',
  '051',
  '050',
  ' 50',
  '5e1',
  '0x32',
  '50.0',
  '-50',
  '150',
  'NaN',
  'Infinity',
  '५०',
])('the cursor "%s" was never given out and is refused', (cursor) => {
  const library = makeLibrary(120);
  expect(() => library.list(cursor)).toThrow(expect.objectContaining({ code: -32602 }));
  expect(() => library.templates(cursor)).toThrow(expect.objectContaining({ code: -32602 }));
});

test('the variable of an address may hold anything, escaped', async () => {
  const library = makeLibrary(2);
  const uri = `test://family/1/${encodeURIComponent('चाय / tea')}`;
  expect(await library.read(uri)).toEqual({
    contents: [{ uri, mimeType: 'application/json', text: '{"value":"चाय / tea"}' }],
  });
  expect(await library.read('test://fixed/1')).toMatchObject({ contents: [{ text: '{"at":1}' }] });
});

test.each(['test://fixed/2', 'test://fixed/', 'test://family/1', 'test://family/1/%', 'TEST://fixed/1', ''])(
  'there is nothing at "%s"',
  async (uri) => {
    await expect(makeLibrary(2).read(uri)).rejects.toMatchObject({ code: -32602, data: { uri } });
  },
);

test('a long address is not repeated in full', async () => {
  const uri = `test://${'x'.repeat(10_000)}`;
  await expect(makeLibrary(1).read(uri)).rejects.toMatchObject({ data: { uri: uri.slice(0, 500) } });
});

test('at most 100 values are offered, those that start with the text first', async () => {
  const library = makeLibrary(120);
  const complete = (value: string) => library.complete('test://family/0/{value}', { name: 'value', value });
  expect(await complete('')).toMatchObject({ total: 120, hasMore: true });
  expect((await complete('')).values).toHaveLength(100);
  expect(await complete('vALUE 11')).toMatchObject({
    values: ['Value 11', ...Array.from({ length: 10 }, (_, at) => `Value 11${at}`)],
  });
  expect(await complete('E 7')).toEqual({
    values: ['Value 7', ...Array.from({ length: 10 }, (_, at) => `Value 7${at}`)],
    total: 11,
    hasMore: false,
  });
  expect(await complete('none')).toEqual({ values: [], total: 0, hasMore: false });
});
