import { type Constant, type GraphNode, OnnxGraph, singleField, singleOf, wholesOf } from './onnx-graph.js';

/** A multiple below this is not divided by. */
const LEAST_SCALE = 1e-3;

/**
 * A model that computes the same with fewer passes over its data. PP-OCR's networks are exported with a scale and a
 * shift by one number before and after most convolutions, and with hard swish, x * clip(x + 3, 0, 6) / 6 (Howard et
 * al., 2019, "Searching for MobileNetV3", 5.2), spelled out in four steps. The numbers go into the weights of the
 * convolution beside them, and hard swish becomes x times a hard sigmoid; ONNX Runtime's own optimiser does neither.
 * A model that cannot be read is left as it is.
 */
export function foldModel(model: Uint8Array): Uint8Array {
  try {
    const graph = new OnnxGraph(model);
    // Each rule takes nodes away, so this ends.
    while (changeOnce(graph));
    return graph.write();
  } catch (error) {
    if (error instanceof RangeError) return model;
    throw error;
  }
}

function changeOnce(graph: OnnxGraph): boolean {
  let changed = false;
  for (const node of [...graph.nodes])
    for (const rule of [shortenHardSwish, foldIntoConvBefore, foldIntoConvAfter, moveShift])
      if (graph.nodes.includes(node) && rule(graph, node)) changed = true;
  return changed;
}

/** Mul(x, Clip(Add(x, 3), 0, 6)) / 6 becomes Mul(x, HardSigmoid(x)). */
function shortenHardSwish(graph: OnnxGraph, node: GraphNode): boolean {
  const [product, six] = node.inputs;
  if (node.op !== 'Div' || scalar(graph, six) !== 6) return false;
  const mul = sole(graph, product, node, 'Mul');
  for (const [x, other] of [mul?.inputs ?? [], mul?.inputs.toReversed() ?? []]) {
    const clip = mul === undefined ? undefined : sole(graph, other, mul, 'Clip');
    const add = clip === undefined ? undefined : sole(graph, clip.inputs[0], clip, 'Add');
    if (mul === undefined || clip === undefined || add === undefined || x === undefined) continue;
    const shifted = withScalar(graph, add);
    if (shifted?.value !== 3 || shifted.other !== x || !clipsFromZeroToSix(graph, clip)) continue;
    clip.op = 'HardSigmoid';
    clip.inputs = [x];
    clip.attributes = [singleField('alpha', 1 / 6), singleField('beta', 0.5)];
    mul.outputs = node.outputs;
    graph.remove([add, node]);
    return true;
  }
  return false;
}

/** A scale or shift right after a convolution goes into its weights. */
function foldIntoConvBefore(graph: OnnxGraph, node: GraphNode): boolean {
  const found = withScalar(graph, node);
  const conv = found === undefined ? undefined : sole(graph, found.other, node, 'Conv');
  const weights = graph.constant(conv?.inputs[1]);
  if (found === undefined || conv === undefined || weights === undefined) return false;
  const bias = biasOf(graph, conv, weights);
  if (bias === undefined) return false;
  const { value } = found;
  const changed =
    node.op === 'Mul'
      ? { weights: times(weights, value), bias: times(bias, value) }
      : { weights, bias: { dims: bias.dims, data: bias.data.map((each) => each + value) } };
  setWeights(graph, conv, changed.weights, changed.bias);
  conv.outputs = node.outputs;
  graph.remove([node]);
  return true;
}

/** A scale right before a convolution goes into its weights; so does a shift, where nothing is padded with zeros. */
function foldIntoConvAfter(graph: OnnxGraph, node: GraphNode): boolean {
  const found = withScalar(graph, node);
  const conv = convAfter(graph, node);
  const weights = graph.constant(conv?.inputs[1]);
  if (found === undefined || conv === undefined || weights === undefined) return false;
  const bias = biasOf(graph, conv, weights);
  if (bias === undefined || (node.op === 'Add' && isPadded(conv))) return false;
  if (node.op === 'Mul') setWeights(graph, conv, times(weights, found.value), bias);
  else {
    const each = weights.data.length / bias.data.length;
    const data = bias.data.map(
      (value, channel) =>
        value + found.value * sum(weights.data.subarray(channel * each, (channel + 1) * each)),
    );
    setWeights(graph, conv, weights, { dims: bias.dims, data });
  }
  conv.inputs[0] = found.other;
  graph.remove([node]);
  return true;
}

/** Before a padded convolution s x + b is s (x + b / s), and s goes into the weights. */
function moveShift(graph: OnnxGraph, node: GraphNode): boolean {
  const shift = node.op === 'Add' ? withScalar(graph, node) : undefined;
  const mul = shift === undefined ? undefined : sole(graph, shift.other, node, 'Mul');
  const scale = mul === undefined ? undefined : withScalar(graph, mul);
  const conv = convAfter(graph, node);
  const weights = graph.constant(conv?.inputs[1]);
  if (shift === undefined || mul === undefined || scale === undefined || weights === undefined) return false;
  const bias = conv === undefined ? undefined : biasOf(graph, conv, weights);
  if (conv === undefined || bias === undefined || Math.abs(scale.value) < LEAST_SCALE) return false;
  node.inputs = [scale.other, graph.add({ dims: [1], data: Float32Array.of(shift.value / scale.value) })];
  setWeights(graph, conv, times(weights, scale.value), bias);
  graph.remove([mul]);
  return true;
}

/** The node of a kind that makes a value, where nothing else takes that value. */
function sole(
  graph: OnnxGraph,
  name: string | undefined,
  reader: GraphNode,
  op: string,
): GraphNode | undefined {
  const node = graph.onlyReader(name) === reader ? graph.producer(name) : undefined;
  return node?.op === op ? node : undefined;
}

/** The convolution that alone takes a node's value, as its data. */
function convAfter(graph: OnnxGraph, node: GraphNode): GraphNode | undefined {
  const [output] = node.outputs;
  const reader = graph.onlyReader(output);
  return reader?.op === 'Conv' && reader.inputs[0] === output ? reader : undefined;
}

/** What a Mul or Add does with one number. */
function withScalar(
  graph: OnnxGraph,
  { op, inputs }: GraphNode,
): { value: number; other: string } | undefined {
  const [a = '', b = ''] = inputs;
  if (op !== 'Mul' && op !== 'Add') return undefined;
  const [first, second] = [scalar(graph, a), scalar(graph, b)];
  if (first !== undefined && graph.constant(b) === undefined) return { value: first, other: b };
  return second !== undefined && graph.constant(a) === undefined ? { value: second, other: a } : undefined;
}

/** A constant of one number that does not give what it meets more dimensions. */
function scalar(graph: OnnxGraph, name: string | undefined): number | undefined {
  const constant = graph.constant(name);
  return constant?.data.length === 1 && constant.dims.length <= 1 ? constant.data[0] : undefined;
}

function clipsFromZeroToSix(graph: OnnxGraph, clip: GraphNode): boolean {
  const [, least, most] = clip.inputs;
  const from = least === undefined ? singleOf(clip, 'min') : scalar(graph, least);
  const to = most === undefined ? singleOf(clip, 'max') : scalar(graph, most);
  return from === 0 && to === 6;
}

function isPadded(conv: GraphNode): boolean {
  return wholesOf(conv, 'pads').length === 0 || wholesOf(conv, 'pads').some((pad) => pad !== 0);
}

/** The bias of a convolution, zeros where it has none; undefined where it is no constant. */
function biasOf(graph: OnnxGraph, conv: GraphNode, { dims }: Constant): Constant | undefined {
  const [channels = 0] = dims;
  const [, , name] = conv.inputs;
  return name === undefined ? { dims: [channels], data: new Float32Array(channels) } : graph.constant(name);
}

function setWeights(graph: OnnxGraph, conv: GraphNode, weights: Constant, bias: Constant): void {
  const [data = ''] = conv.inputs;
  conv.inputs = [data, graph.add(weights), graph.add(bias)];
}

function times({ dims, data }: Constant, factor: number): Constant {
  return { dims, data: data.map((value) => value * factor) };
}

function sum(values: Float32Array): number {
  return values.reduce((total, value) => total + value, 0);
}
