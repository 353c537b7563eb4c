import { ClerkError, invalid } from '../../../errors.js';
import type { Model } from '../model.js';
import type { Definition, InlineDefinition } from './definition.js';
import { addTo } from './extend.js';

const NAME = /^[a-z][a-z0-9_]{1,39}$/;

/**
 * The model with what one query defines for itself, in order: each may be made of those before it.
 *
 * @throws ClerkError `invalid_input` naming the part that does not fit.
 */
export function defineInline(model: Model, definitions: readonly InlineDefinition[]): Model {
  return definitions.reduce((extended, definition, index) => {
    const field = `define[${index}]`;
    if (!NAME.test(definition.name))
      throw invalid(`${field}.name`, `"${definition.name.slice(0, 60)}" is no name for a measure.`, {
        fix: 'Use lower case letters, digits and underscores, e.g. freight_share.',
      });
    try {
      return addTo(extended, definitionOf(definition, field));
    } catch (error) {
      if (!(error instanceof ClerkError)) throw error;
      throw new ClerkError(error.code, error.message, {
        field:
          error.field?.startsWith(field) === true
            ? error.field
            : `${field}.${error.field?.replace('formula.', '')}`,
        ...(error.fix === undefined ? {} : { fix: error.fix }),
        ...(error.valid === undefined ? {} : { valid: error.valid }),
      });
    }
  }, model);
}

/** @throws ClerkError `invalid_input` for groups of nothing. */
export function definitionOf(inline: InlineDefinition, field: string): Definition {
  const { name, measure, filters, plus, minus, per, times, type, aggregate, of, groups, otherwise } = inline;
  const described = {
    name,
    label: labelOf(name),
    description: inWords(inline),
  };
  if (groups !== undefined) {
    if (of === undefined)
      throw invalid(`${field}.of`, 'Groups are made of the values of a dimension.', {
        fix: 'Send of, e.g. "price".',
      });
    return { ...described, kind: 'dimension', of, groups, otherwise: otherwise ?? 'other' };
  }
  const formula = plus === undefined ? undefined : { plus, minus, per, times, type };
  return { ...described, kind: 'measure', measure, filters, formula, aggregate, of };
}

export function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** What is shown among the definitions of the receipt. */
function inWords({
  measure,
  filters,
  plus,
  minus = [],
  per = [],
  times,
  aggregate,
  of,
  groups,
}: InlineDefinition): string {
  const held = (filters ?? [])
    .map(({ member, op, values = [], than }) =>
      `${member} ${op.replaceAll('_', ' ')} ${than ?? values.join(', ')}`.trim(),
    )
    .join(' and ');
  const made =
    measure ??
    (plus === undefined
      ? `${(aggregate ?? 'groups').replaceAll('_', ' ')} of ${of}${groups === undefined ? '' : `: ${groups.map(({ label }) => label).join(', ')}`}`
      : [
          plus.join(' + '),
          ...(minus.length === 0 ? [] : [`- ${minus.join(' - ')}`]),
          ...(times === undefined ? [] : [`x ${times}`]),
          ...(per.length === 0 ? [] : [`/ (${per.join(' + ')})`]),
        ].join(' '));
  return `${made}${held === '' ? '' : ` where ${held}`}`.slice(0, 500);
}
