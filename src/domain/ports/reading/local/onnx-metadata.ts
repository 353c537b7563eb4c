/**
 * Reads one text of an ONNX file's `metadata_props` (field 14 of `ModelProto`, pairs of key 1 and value 2; ONNX IR
 * specification and protocol buffers' encoding), where recognisers keep their alphabet.
 */
export function readMetadata(model: Uint8Array, key: string): string | undefined {
  for (const prop of fields(model, 14)) {
    const [name] = fields(prop, 1);
    const [value] = fields(prop, 2);
    if (name !== undefined && value !== undefined && text(name) === key) return text(value);
  }
  return undefined;
}

/** The length-delimited fields of one number. */
function* fields(message: Uint8Array, wanted: number): Generator<Uint8Array> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = message[at] ?? 0;
      at += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80 || at >= message.length) return value;
    }
  };
  while (at < message.length) {
    const tag = varint();
    const wire = tag % 8;
    if (wire === 0) varint();
    else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else {
      const length = varint();
      if ((tag - wire) / 8 === wanted) yield message.subarray(at, at + length);
      at += length;
    }
  }
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
