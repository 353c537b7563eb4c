import { type Item, senseOf } from './senses.js';

/** One step of a pattern: what kinds of item it takes, whether it may be absent, and whether a list may stand there. */
interface Step {
  readonly name: string;
  readonly tags: readonly string[];
  readonly optional: boolean;
  readonly list: boolean;
}

/** The items that a pattern took, by the names of its steps. */
export interface Match {
  readonly at: number;
  readonly length: number;
  readonly items: readonly Item[];
  one(name: string): Item | undefined;
  all(name: string): readonly Item[];
}

export type Pattern = readonly Step[];

/**
 * Reads a pattern: steps parted by blanks, each `tag`, `tag|tag` or `name:tag|tag`, with `?` where it may be absent and
 * `+` where several may stand, parted by "and", "or" or nothing. `verb=sell` takes one verb alone.
 */
export function pattern(text: string): Pattern {
  return text.split(' ').map((word) => {
    const [, name, tags = '', list, optional] = /^(?:([a-z_]+):)?(.+?)(\+?)(\??)$/.exec(word) ?? [];
    return { name: name ?? tags, tags: tags.split('|'), list: list === '+', optional: optional === '?' };
  });
}

/** The first place where a pattern holds. */
export function find(items: readonly Item[], steps: Pattern): Match | undefined {
  for (let at = 0; at < items.length; at += 1) {
    const match = matchAt(items, at, steps);
    if (match !== undefined) return match;
  }
  return undefined;
}

function matchAt(items: readonly Item[], at: number, steps: Pattern): Match | undefined {
  const taken = take(items, at, steps, 0);
  if (taken === undefined || taken.next === at) return undefined;
  const all = (name: string): readonly Item[] =>
    taken.groups.filter((each) => each.name === name).map(({ item }) => item);
  return {
    at,
    length: taken.next - at,
    items: items.slice(at, taken.next),
    one: (name) => all(name)[0],
    all,
  };
}

interface Taken {
  readonly next: number;
  readonly groups: readonly { readonly name: string; readonly item: Item }[];
}

function take(items: readonly Item[], at: number, steps: Pattern, index: number): Taken | undefined {
  const step = steps[index];
  if (step === undefined) return { next: at, groups: [] };
  const item = items[at];
  if (item !== undefined && fits(item, step)) {
    let next = at + 1;
    const group = [{ name: step.name, item }];
    while (step.list) {
      const joint = joining(items[next]);
      const joined = joint ? next + 1 : next;
      const other = items[joined];
      if (other === undefined || !fits(other, step) || !(joint || other.apart)) break;
      group.push({ name: step.name, item: other });
      next = joined + 1;
    }
    const rest = take(items, next, steps, index + 1);
    if (rest !== undefined) return { next: rest.next, groups: [...group, ...rest.groups] };
  }
  return step.optional ? take(items, at, steps, index + 1) : undefined;
}

const JOINTS = ['and', 'or', 'versus'] as const;

function joining(item: Item | undefined): boolean {
  return JOINTS.some((tag) => senseOf(item, tag) !== undefined);
}

function fits(item: Item, { tags }: Step): boolean {
  return tags.some((tag) => {
    const [kind, only] = tag.split('=');
    return item.senses.some(
      (sense) =>
        sense.tag === kind &&
        (only === undefined ||
          (sense.tag === 'verb' && sense.verb === only) ||
          (sense.tag === 'thing' && sense.thing === only)),
    );
  });
}
