import { ClerkError, invalid } from '../../../errors.js';
import { figureSubject } from '../bands.js';
import { Bindings, type FilterRequest, filtersSql } from '../filters.js';
import { subjectOf } from '../member-sql.js';
import type { Model } from '../model.js';
import type { Setting } from '../plan.js';
import type { Definition, InlineDefinition } from './definition.js';
import { addTo, extendModel } from './extend.js';
import type { ShopModel } from './live-model.js';

const NAME = /^[a-z][a-z0-9_]{1,39}$/;

/** What says which kind a definition is, and all that may be said of that kind. */
const KINDS = {
  groups: ['of', 'each', 'groups', 'otherwise'],
  plus: ['plus', 'minus', 'per', 'times', 'type', 'filters'],
  aggregate: ['aggregate', 'of', 'filters'],
  measure: ['measure', 'filters'],
} as const;

/**
 * The model of a shop with what one query defines for itself. A name that the shop has saved means what the query says,
 * also in what else is made of it.
 *
 * @throws ClerkError `invalid_input` naming the part that does not fit; `conflict` for a name of Munshi's own.
 */
export function modelOfQuery(
  base: Model,
  { model, definitions }: ShopModel,
  inline: readonly InlineDefinition[],
): Model {
  const own = new Set(inline.map(({ name }) => name));
  const others = definitions.filter(({ name }) => !own.has(name));
  if (others.length === definitions.length) return defineInline(model, inline);
  const without = extendModel(base, others);
  const users = others.filter(({ name }) => without.unfit.some((each) => each.name === name));
  return extendModel(defineInline(without.model, inline), users).model;
}

/**
 * The model with what one query defines for itself, in order: each may be made of those before it.
 *
 * @throws ClerkError `invalid_input` naming the part that does not fit.
 */
export function defineInline(model: Model, definitions: readonly InlineDefinition[]): Model {
  return definitions.reduce((extended, definition, index) => {
    const field = `define[${index}]`;
    if (!NAME.test(definition.name))
      throw invalid(
        `${field}.name`,
        `"${definition.name.slice(0, 60)}" is no name for a measure or grouping.`,
        {
          fix: 'Use 2 to 40 lower case letters, digits and underscores, a letter first, e.g. freight_share.',
        },
      );
    try {
      return addTo(extended, definitionOf(definition, field));
    } catch (error) {
      throw elsewhere(error, (at = '') =>
        at.startsWith(field) ? at : `${field}.${at.replace('formula.', '')}`,
      );
    }
  }, model);
}

/** The error with its field where the caller wrote it. */
function elsewhere(error: unknown, path: (field: string | undefined) => string): unknown {
  if (!(error instanceof ClerkError)) return error;
  const { code, message, field, fix, valid } = error;
  return new ClerkError(code, message, {
    field: path(field),
    ...(fix === undefined ? {} : { fix }),
    ...(valid === undefined ? {} : { valid }),
  });
}

/**
 * Reads the filters and groups that a query defines, used or not, so that what is wrong is told of where it stands.
 *
 * @throws ClerkError `invalid_input` naming the value or operator that does not fit.
 */
export function checkInline(model: Model, definitions: readonly InlineDefinition[], setting: Setting): void {
  const check = (filters: readonly FilterRequest[], path: (field: string) => string): void => {
    const bindings = new Bindings();
    try {
      filtersSql(filters, filters, bindings, (filter) => {
        const measure = model.measure(filter.member);
        return measure === undefined
          ? subjectOf(model, filter, setting, bindings)
          : figureSubject(measure, setting);
      });
    } catch (error) {
      throw elsewhere(error, (at = 'filters') => path(at));
    }
  };
  definitions.forEach(({ filters = [], groups = [], of }, index) => {
    check(filters, (field) => `define[${index}].${field}`);
    groups.forEach((group, at) => {
      check([{ ...group, member: of ?? '' }], (field) =>
        field.replace('filters[0]', `define[${index}].groups[${at}]`),
      );
    });
  });
}

/** @throws ClerkError `invalid_input` for what does not say what it is, or says two things. */
export function definitionOf(inline: InlineDefinition, field: string): Definition {
  refuseMixed(inline, field);
  const { name, measure, filters, plus, minus, per, times, type, aggregate, of, each, groups, otherwise } =
    inline;
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
    return { ...described, kind: 'dimension', of, each, groups, otherwise: otherwise ?? 'other' };
  }
  const formula = plus === undefined ? undefined : { plus, minus, per, times, type };
  return { ...described, kind: 'measure', measure, filters, formula, aggregate, of };
}

function refuseMixed({ name, ...given }: InlineDefinition, field: string): void {
  const said = Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [key]));
  const kind = (['groups', 'plus', 'aggregate', 'measure'] as const).find((each) => said.includes(each));
  if (kind === undefined)
    throw invalid(`${field}.measure`, `What ${name} is made of is not said.`, {
      fix: 'Send measure with filters, plus (with minus, per, times), aggregate with of, or groups with of.',
    });
  const odd = said.find((key) => !KINDS[kind].some((each) => each === key));
  if (odd !== undefined)
    throw invalid(`${field}.${odd}`, `${odd} does not go with ${kind}.`, {
      fix:
        kind === 'measure' && KINDS.plus.some((each) => each === odd)
          ? 'Send the measure in plus, e.g. plus ["net_sales"], per ["orders"], with filters if any.'
          : `With ${kind} goes ${KINDS[kind].filter((key) => key !== kind).join(', ')}; define another for the rest.`,
    });
  for (const key of ['groups', 'plus'] as const)
    if (given[key]?.length === 0)
      throw invalid(`${field}.${key}`, `${key} is empty.`, { fix: 'Name at least one.' });
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
  each,
  groups,
}: InlineDefinition): string {
  const held = (filters ?? [])
    .map(({ member, op, values = [], than }) => {
      const ever = op === 'bought' || op === 'never_bought' ? ' (ever)' : '';
      return `${`${member} ${op.replaceAll('_', ' ')} ${than ?? values.join(', ')}`.trim()}${ever}`;
    })
    .join(' and ');
  const made =
    measure ??
    (plus === undefined
      ? `${(aggregate ?? 'groups').replaceAll('_', ' ')} of ${of}${each === undefined ? '' : ` of each ${each}`}${groups === undefined ? '' : `: ${groups.map(({ label }) => label).join(', ')}`}`
      : [
          plus.join(' + '),
          ...(minus.length === 0 ? [] : [`- ${minus.join(' - ')}`]),
          ...(times === undefined ? [] : [`x ${times}`]),
          ...(per.length === 0 ? [] : [`/ (${per.join(' + ')})`]),
        ].join(' '));
  return `${made}${held === '' ? '' : ` where ${held}`}`.slice(0, 500);
}
