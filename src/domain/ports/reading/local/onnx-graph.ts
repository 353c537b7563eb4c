import { delimited, type Field, fieldsOf, joined, single, textOf, whole } from './protobuf.js';

/** Numbers of the fields used here (ONNX IR specification, `onnx.proto`). */
const MODEL_GRAPH = 7;
const GRAPH = { node: 1, initializer: 5, output: 12 } as const;
const NODE = { input: 1, output: 2, op: 4, attribute: 5 } as const;
const ATTRIBUTE = { name: 1, single: 2, tensor: 5, wholes: 8, type: 20 } as const;
const TENSOR = { dims: 1, type: 2, name: 8, raw: 9 } as const;
const FLOAT = 1;
const IS_FLOAT = 1;
const IS_TENSOR = 4;

/** A tensor of single precision. */
export interface Constant {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

export interface GraphNode {
  op: string;
  inputs: string[];
  outputs: string[];
  /** As they stand in the file. */
  attributes: Uint8Array[];
}

/** The graph of an ONNX model, to be changed and written again. What is not changed is written as it was. */
export class OnnxGraph {
  nodes: GraphNode[];
  readonly #around: readonly Field[];
  readonly #rest: readonly Field[];
  readonly #constants: Map<string, Constant>;
  readonly #added: string[] = [];
  readonly #results: ReadonlySet<string>;

  /** @throws RangeError for bytes that are no model. */
  constructor(model: Uint8Array) {
    this.#around = [...fieldsOf(model)];
    const graph = this.#around.find(({ number }) => number === MODEL_GRAPH);
    if (graph === undefined) throw new RangeError('a model without a graph');
    const fields = [...fieldsOf(graph.bytes)];
    this.nodes = fields.filter(({ number }) => number === GRAPH.node).map(({ bytes }) => nodeOf(bytes));
    this.#rest = fields.filter(({ number }) => number !== GRAPH.node);
    this.#results = new Set(named(this.#rest, GRAPH.output, 1));
    this.#constants = new Map(
      this.#rest
        .filter(({ number }) => number === GRAPH.initializer)
        .flatMap(({ bytes }) => entryOf(tensorOf(bytes), named([...fieldsOf(bytes)], TENSOR.name)[0])),
    );
    for (const node of this.nodes)
      if (node.op === 'Constant')
        for (const [name, value] of entryOf(constantOf(node), node.outputs[0]))
          this.#constants.set(name, value);
  }

  /** The value of a name that is constant and of single precision. */
  constant(name: string | undefined): Constant | undefined {
    return name === undefined ? undefined : this.#constants.get(name);
  }

  /** Adds a constant and returns its name. */
  add(constant: Constant): string {
    const name = `folded_${this.#constants.size}`;
    this.#constants.set(name, constant);
    this.#added.push(name);
    return name;
  }

  producer(name: string | undefined): GraphNode | undefined {
    return this.nodes.find(({ outputs }) => name !== undefined && outputs.includes(name));
  }

  /** The only node that takes a value, if there is just one and the value is no result of the model. */
  onlyReader(name: string | undefined): GraphNode | undefined {
    if (name === undefined || this.#results.has(name)) return undefined;
    const readers = this.nodes.filter(({ inputs }) => inputs.includes(name));
    const [reader] = readers;
    return readers.length === 1 && reader?.inputs.filter((each) => each === name).length === 1
      ? reader
      : undefined;
  }

  remove(gone: readonly GraphNode[]): void {
    this.nodes = this.nodes.filter((node) => !gone.includes(node));
  }

  write(): Uint8Array {
    const read = new Set([...this.nodes.flatMap(({ inputs }) => inputs), ...this.#results]);
    const added = this.#added
      .filter((name) => read.has(name))
      .map((name) => constantNode(name, this.#constants));
    const kept = this.nodes.filter(
      ({ op, outputs }) => op !== 'Constant' || outputs.some((name) => read.has(name)),
    );
    const graph = joined([
      ...[...added, ...kept].map((node) => delimited(GRAPH.node, bytesOf(node))),
      ...this.#rest.map(({ raw }) => raw),
    ]);
    return joined(
      this.#around.map(({ number, raw }) => (number === MODEL_GRAPH ? delimited(MODEL_GRAPH, graph) : raw)),
    );
  }
}

/** An attribute of whole numbers, e.g. `pads`; empty where it is not stated. */
export function wholesOf(node: GraphNode, name: string): number[] {
  const fields = attributeOf(node, name);
  return fields
    .filter(({ number }) => number === ATTRIBUTE.wholes)
    .flatMap(({ value, bytes }) => (value === undefined ? packed(bytes) : [value]));
}

/** An attribute of one number of single precision. */
export function singleOf(node: GraphNode, name: string): number | undefined {
  const field = attributeOf(node, name).find(({ number }) => number === ATTRIBUTE.single);
  return field === undefined ? undefined : floats(field.bytes)[0];
}

/** Writes an attribute of one number of single precision. */
export function singleField(name: string, value: number): Uint8Array {
  return delimited(
    NODE.attribute,
    joined([
      delimited(ATTRIBUTE.name, name),
      single(ATTRIBUTE.single, value),
      whole(ATTRIBUTE.type, IS_FLOAT),
    ]),
  );
}

function nodeOf(bytes: Uint8Array): GraphNode {
  const fields = [...fieldsOf(bytes)];
  return {
    op: named(fields, NODE.op)[0] ?? '',
    inputs: named(fields, NODE.input),
    outputs: named(fields, NODE.output),
    attributes: fields.filter(({ number }) => number > NODE.op).map(({ raw }) => raw),
  };
}

function bytesOf({ op, inputs, outputs, attributes }: GraphNode): Uint8Array {
  return joined([
    ...inputs.map((name) => delimited(NODE.input, name)),
    ...outputs.map((name) => delimited(NODE.output, name)),
    delimited(NODE.op, op),
    ...attributes,
  ]);
}

/** The texts of a field, or of a field within it. */
function named(fields: readonly Field[], wanted: number, within?: number): string[] {
  return fields
    .filter(({ number }) => number === wanted)
    .flatMap(({ bytes }) => (within === undefined ? [textOf(bytes)] : named([...fieldsOf(bytes)], within)));
}

function attributeOf(node: GraphNode, name: string): Field[] {
  for (const attribute of node.attributes)
    for (const { number, bytes } of fieldsOf(attribute)) {
      const fields = number === NODE.attribute ? [...fieldsOf(bytes)] : [];
      if (named(fields, ATTRIBUTE.name)[0] === name) return fields;
    }
  return [];
}

function constantOf(node: GraphNode): Constant | undefined {
  const tensor = attributeOf(node, 'value').find(({ number }) => number === ATTRIBUTE.tensor);
  return tensor === undefined ? undefined : tensorOf(tensor.bytes);
}

function constantNode(name: string, constants: ReadonlyMap<string, Constant>): GraphNode {
  const constant = constants.get(name);
  return {
    op: 'Constant',
    inputs: [],
    outputs: [name],
    attributes: constant === undefined ? [] : [valueField(constant)],
  };
}

function entryOf(value: Constant | undefined, name: string | undefined): [string, Constant][] {
  return value === undefined || name === undefined ? [] : [[name, value]];
}

/** Only tensors of single precision that are stored raw. */
function tensorOf(bytes: Uint8Array): Constant | undefined {
  const fields = [...fieldsOf(bytes)];
  const raw = fields.find(({ number }) => number === TENSOR.raw);
  const type = fields.find(({ number }) => number === TENSOR.type);
  if (raw === undefined || type?.value !== FLOAT) return undefined;
  const dims = fields
    .filter(({ number }) => number === TENSOR.dims)
    .flatMap(({ value, bytes: many }) => (value === undefined ? packed(many) : [value]));
  return { dims, data: floats(raw.bytes) };
}

function valueField({ dims, data }: Constant): Uint8Array {
  const tensor = joined([
    ...dims.map((size) => whole(TENSOR.dims, size)),
    whole(TENSOR.type, FLOAT),
    delimited(TENSOR.raw, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  ]);
  return delimited(
    NODE.attribute,
    joined([
      delimited(ATTRIBUTE.name, 'value'),
      delimited(ATTRIBUTE.tensor, tensor),
      whole(ATTRIBUTE.type, IS_TENSOR),
    ]),
  );
}

/** Whole numbers packed into one field: varints one after the other. */
function packed(bytes: Uint8Array): number[] {
  const values: number[] = [];
  let [value, shift] = [0, 0];
  for (const byte of bytes) {
    value += (byte & 0x7f) * 2 ** shift;
    shift += 7;
    if (byte >= 0x80) continue;
    values.push(value);
    [value, shift] = [0, 0];
  }
  return values;
}

function floats(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
