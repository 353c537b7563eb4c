import { delimited, joined, whole } from '../../../src/domain/ports/reading/local/protobuf.js';

/** What a chain is made of: a convolution without and with padding, one number times or plus, hard swish, x + 2 x. */
export const STEPS = ['conv', 'padded', 'scale', 'shift', 'swish', 'twice'] as const;
export type Step = (typeof STEPS)[number];

const FLOAT = 1;
const [NODE, INPUT, OUTPUT] = [1, 11, 12];
const SIZE = [1, 2, 4, 4];

/** An ONNX model (opset 12) of steps one after the other, from `x` to `y`, each of two channels. */
export function chainModel(steps: readonly Step[]): Uint8Array {
  const nodes: Uint8Array[] = [];
  let [last, names] = ['x', 0];
  const constant = (dims: readonly number[], values: readonly number[]): string => {
    names += 1;
    const name = `c${names}`;
    const raw = new Uint8Array(Float32Array.from(values).buffer);
    const tensor = joined([...dims.map((dim) => whole(1, dim)), whole(2, FLOAT), delimited(9, raw)]);
    const value = joined([delimited(1, 'value'), delimited(5, tensor), whole(20, 4)]);
    nodes.push(node('Constant', [], name, [value]));
    return name;
  };
  const apply = (op: string, inputs: readonly string[], attributes: readonly Uint8Array[] = []): string => {
    names += 1;
    nodes.push(node(op, inputs, `t${names}`, attributes));
    return `t${names}`;
  };
  const wave = (count: number): number[] =>
    Array.from({ length: count }, (_, index) => Math.sin(index + 1 + names));
  for (const step of steps) {
    if (step === 'conv')
      last = apply('Conv', [last, constant([2, 2, 1, 1], wave(4))], [wholes('pads', [0, 0, 0, 0])]);
    if (step === 'padded')
      last = apply(
        'Conv',
        [last, constant([2, 2, 3, 3], wave(36)), constant([2], wave(2))],
        [wholes('pads', [1, 1, 1, 1])],
      );
    if (step === 'scale') last = apply('Mul', [constant([1], [1.7]), last]);
    if (step === 'shift') last = apply('Add', [last, constant([1], [-0.6])]);
    if (step === 'twice') last = apply('Add', [apply('Mul', [last, constant([1], [2])]), last]);
    if (step === 'swish') {
      const shifted = apply('Add', [last, constant([1], [3])]);
      const clipped = apply('Clip', [shifted, constant([], [0]), constant([], [6])]);
      last = apply('Div', [apply('Mul', [last, clipped]), constant([1], [6])]);
    }
  }
  nodes.push(node('Identity', [last], 'y', []));
  const graph = joined([
    ...nodes.map((each) => delimited(NODE, each)),
    delimited(2, 'chain'),
    delimited(INPUT, valueInfo('x')),
    delimited(OUTPUT, valueInfo('y')),
  ]);
  return joined([whole(1, 7), delimited(8, joined([delimited(1, ''), whole(2, 12)])), delimited(7, graph)]);
}

function node(
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: readonly Uint8Array[],
): Uint8Array {
  return joined([
    ...inputs.map((name) => delimited(1, name)),
    delimited(2, output),
    delimited(4, op),
    ...attributes.map((attribute) => delimited(5, attribute)),
  ]);
}

function wholes(name: string, values: readonly number[]): Uint8Array {
  return joined([delimited(1, name), ...values.map((value) => whole(8, value)), whole(20, 7)]);
}

function valueInfo(name: string): Uint8Array {
  const shape = joined(SIZE.map((dim) => delimited(1, whole(1, dim))));
  return joined([
    delimited(1, name),
    delimited(2, delimited(1, joined([whole(1, FLOAT), delimited(2, shape)]))),
  ]);
}
