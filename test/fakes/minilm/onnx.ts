/** Writes ONNX models: just enough of its protocol buffers. Field numbers are those of onnx.proto3 in github.com/onnx/onnx. */

const varintType = 0;
const bytesType = 2;
const fixed32Type = 5;

export const elementTypes = { float: 1, int8: 3, int64: 7 } as const;
export type ElementType = keyof typeof elementTypes;

export interface Tensor {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
  readonly data: Float32Array | Int8Array | BigInt64Array;
}

type Attribute = number | readonly number[];

export interface Node {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Whole numbers and lists of them; `epsilon` is the only one that is not whole. */
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

export interface Value {
  readonly name: string;
  readonly type: ElementType;
  /** A name stands for a size that is known only when the model runs. */
  readonly dims: readonly (number | string)[];
}

export interface Graph {
  readonly nodes: readonly Node[];
  readonly tensors: readonly Tensor[];
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
}

export function encodeModel(graph: Graph, opset: number): Buffer {
  const irVersion = 8;
  return Buffer.concat([
    whole(1, irVersion),
    message(7, encodeGraph(graph)),
    message(8, [text(1, ''), whole(2, opset)]),
  ]);
}

function encodeGraph({ nodes, tensors, inputs, outputs }: Graph): Buffer[] {
  return [
    ...nodes.map((node) => message(1, encodeNode(node))),
    text(2, 'graph'),
    ...tensors.map((tensor) => message(5, encodeTensor(tensor))),
    ...inputs.map((value) => message(11, encodeValue(value))),
    ...outputs.map((value) => message(12, encodeValue(value))),
  ];
}

function encodeNode({ op, inputs, outputs, attributes = {} }: Node): Buffer[] {
  return [
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, op),
    ...Object.entries(attributes).map(([name, value]) => message(5, [text(1, name), ...encodeAttribute(name, value)])),
  ];
}

function encodeAttribute(name: string, value: Attribute): Buffer[] {
  if (typeof value !== 'number') return [...value.map((item) => whole(8, item)), whole(20, 7)];
  return name === 'epsilon' ? [float(2, value), whole(20, 1)] : [whole(3, value), whole(20, 2)];
}

function encodeTensor({ name, type, dims, data }: Tensor): Buffer[] {
  const raw = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return [...dims.map((size) => whole(1, size)), whole(2, elementTypes[type]), text(8, name), bytes(9, raw)];
}

function encodeValue({ name, type, dims }: Value): Buffer[] {
  const shape = dims.map((size) => message(1, [typeof size === 'number' ? whole(1, size) : text(2, size)]));
  return [text(1, name), message(2, [message(1, [whole(1, elementTypes[type]), message(2, shape)])])];
}

function message(field: number, parts: readonly Buffer[]): Buffer {
  return bytes(field, Buffer.concat(parts));
}

function text(field: number, value: string): Buffer {
  return bytes(field, Buffer.from(value));
}

function bytes(field: number, value: Buffer): Buffer {
  return Buffer.concat([tag(field, bytesType), varint(BigInt(value.length)), value]);
}

function whole(field: number, value: number): Buffer {
  return Buffer.concat([tag(field, varintType), varint(BigInt.asUintN(64, BigInt(value)))]);
}

function float(field: number, value: number): Buffer {
  const encoded = Buffer.alloc(4);
  encoded.writeFloatLE(value);
  return Buffer.concat([tag(field, fixed32Type), encoded]);
}

function tag(field: number, type: number): Buffer {
  return varint(BigInt((field << 3) | type));
}

function varint(value: bigint): Buffer {
  const encoded: number[] = [];
  let rest = value;
  for (; rest >= 0x80n; rest >>= 7n) encoded.push(Number(rest & 0x7fn) | 0x80);
  return Buffer.from([...encoded, Number(rest)]);
}
