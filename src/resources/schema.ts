import type { Catalogue } from '../catalogue/catalogue.js';
import type { FixedResource, ResourceFamily } from './library.js';

/** `schema://`: what each tool takes and gives, as JSON Schema. */
export function schemaResources(catalogue: Catalogue): FixedResource[] {
  return [
    {
      uri: 'schema://tools',
      name: 'tools',
      title: 'Tools',
      description: 'Name, purpose and address of the schema of every tool served.',
      read: () => ({
        tools: catalogue.definitions.map(({ name, title, description }) => ({
          name,
          title,
          description,
          schema: `schema://tools/${name}`,
        })),
      }),
    },
  ];
}

export function schemaFamilies(catalogue: Catalogue): ResourceFamily[] {
  return [
    {
      prefix: 'schema://tools/',
      variable: 'tool',
      name: 'tool_schema',
      title: 'Schema of a tool',
      description: 'Input and output of one tool as JSON Schema.',
      values: () => catalogue.definitions.map(({ name }) => name),
      read: (tool) => catalogue.definitions.find(({ name }) => name === tool),
    },
  ];
}
