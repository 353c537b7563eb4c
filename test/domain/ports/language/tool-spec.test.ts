import { expect, test } from 'vitest';
import { toolSchema } from '../../../../src/domain/ports/language/tool-spec.js';
import { TOOLS } from '../../../../src/tools/index.js';

const KEYWORDS = ['$schema', '$ref', 'additionalProperties', 'anyOf', 'oneOf', 'default', 'format'];

test('what Nova does not take is left out, at every depth, and names of properties are not', () => {
  expect(
    toolSchema({
      $schema: 'x',
      type: 'object',
      additionalProperties: false,
      required: ['format'],
      properties: {
        format: { type: 'string', format: 'date', pattern: 'a'.repeat(41) },
        default: { type: 'array', items: { type: 'object', additionalProperties: false, properties: {} } },
        short: { type: 'string', pattern: '^a$' },
      },
    }),
  ).toEqual({
    type: 'object',
    required: ['format'],
    properties: {
      format: { type: 'string' },
      default: { type: 'array', items: { type: 'object', properties: {} } },
      short: { type: 'string', pattern: '^a$' },
    },
  });
});

test.each(TOOLS.map(({ definition }) => definition))('$name can be given to it', ({ inputSchema }) => {
  const schema = toolSchema(inputSchema);
  expect(Object.keys(schema).every((key) => ['type', 'properties', 'required'].includes(key))).toBe(true);
  const without = JSON.stringify(schema, (key, value: unknown) => (key === 'properties' ? undefined : value));
  for (const keyword of KEYWORDS) expect(without).not.toContain(`"${keyword}":`);
});
