/** One field of a message in protocol buffers' wire format: its number, its value and its bytes as they stand. */
export interface Field {
  readonly number: number;
  /** The number of a varint; undefined for other kinds. */
  readonly value: number | undefined;
  /** What a length-delimited field holds, or the four or eight bytes of a fixed one. */
  readonly bytes: Uint8Array;
  readonly raw: Uint8Array;
}

const VARINT = 0;
const FIXED_64 = 1;
const DELIMITED = 2;
const FIXED_32 = 5;

/**
 * The fields of a message, in order (Protocol Buffers documentation, "Encoding").
 *
 * @throws RangeError for bytes that are no message.
 */
export function* fieldsOf(message: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = message[at];
      if (byte === undefined) break;
      at += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError('a message is cut short');
  };
  while (at < message.length) {
    const from = at;
    const tag = varint();
    const wire = tag % 8;
    const number = (tag - wire) / 8;
    const value = wire === VARINT ? varint() : undefined;
    const length = wire === DELIMITED ? varint() : wire === FIXED_64 ? 8 : wire === FIXED_32 ? 4 : 0;
    if (![VARINT, FIXED_64, DELIMITED, FIXED_32].includes(wire) || at + length > message.length)
      throw new RangeError('a message is cut short');
    at += length;
    yield { number, value, bytes: message.subarray(at - length, at), raw: message.subarray(from, at) };
  }
}

/** A field that holds bytes, a text or a message. */
export function delimited(number: number, content: Uint8Array | string): Uint8Array {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return joined([varintOf(number * 8 + DELIMITED), varintOf(bytes.length), bytes]);
}

/** A field that holds a whole number from 0 on. */
export function whole(number: number, value: number): Uint8Array {
  return joined([varintOf(number * 8 + VARINT), varintOf(value)]);
}

/** A field that holds a number of single precision. */
export function single(number: number, value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return joined([varintOf(number * 8 + FIXED_32), bytes]);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function varintOf(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return Uint8Array.of(...bytes, rest);
}
