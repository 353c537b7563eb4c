import { fieldsOf, textOf } from './protobuf.js';

const METADATA = 14;
const KEY = 1;
const VALUE = 2;

/**
 * Reads one text of an ONNX file's `metadata_props` (field 14 of `ModelProto`, pairs of key 1 and value 2; ONNX IR
 * specification and protocol buffers' encoding), where recognisers keep their alphabet.
 */
export function readMetadata(model: Uint8Array, key: string): string | undefined {
  for (const { number, bytes } of fieldsOf(model)) {
    if (number !== METADATA) continue;
    const texts = new Map([...fieldsOf(bytes)].map((field) => [field.number, textOf(field.bytes)]));
    if (texts.get(KEY) === key) return texts.get(VALUE);
  }
  return undefined;
}
