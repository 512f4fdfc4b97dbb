import { buildGraph, type GraphBuilder } from './graph-builder.ts';
import type { Graph } from './onnx.ts';

/** Sizes of all-MiniLM-L6-v2, see huggingface.co/sentence-transformers/all-MiniLM-L6-v2/blob/main/config.json. */
export const hidden = 384;
export const inner = 1_536;
export const heads = 12;
export const positions = 512;

export interface ModelSize {
  readonly layers: number;
  readonly vocabulary: number;
}

/** With this scale, weights from -128 to 127 have a standard deviation of 1 / √384, which keeps the numbers in range. */
const weightScale = 0.0007;

/** The network of BERT (arxiv.org/abs/1810.04805), its weights quantized to 8 bits as the export of MiniLM has them. */
export function bert({ layers, vocabulary }: ModelSize): Graph {
  const builder = buildGraph();
  const { add, wholes, scalar } = builder;
  const network = parts(builder);

  const length = add('Slice', [add('Shape', ['input_ids']), wholes(1), wholes(2), wholes(0)]);
  const places = network.embed(positions, wholes(...Array(positions).keys()));
  const place = add('Slice', [places, wholes(0), length, wholes(0)]);
  const meaning = add('Add', [network.embed(vocabulary, 'input_ids'), network.embed(2, 'token_type_ids')]);
  const kept = add('Unsqueeze', [network.toFloat('attention_mask'), wholes(1, 2)]);
  const mask = add('Mul', [add('Sub', [scalar(1), kept]), scalar(-1e9)]);

  let state = network.normalize(add('Add', [meaning, place]));
  for (let layer = 0; layer < layers; layer += 1) state = network.feed(network.attend(state, mask));
  const tokens = ['batch', 'sequence'];
  return builder.graph(
    ['input_ids', 'attention_mask', 'token_type_ids'].map((name) => ({ name, type: 'int64', dims: tokens })),
    state,
    [{ name: 'last_hidden_state', type: 'float', dims: [...tokens, hidden] }],
  );
}

function parts({ add, quantize, wholes, scalar, row, bytes }: GraphBuilder) {
  const random = randomBytes();
  const zero = bytes([], new Int8Array(1));
  const scale = scalar(weightScale);
  const weights = (rows: number, columns: number) => bytes([rows, columns], random(rows * columns));
  const split = wholes(0, 0, heads, hidden / heads);
  const join = wholes(0, 0, hidden);

  const toFloat = (input: string) => add('Cast', [input], { to: 1 });
  const embed = (rows: number, ids: string) =>
    add('DequantizeLinear', [add('Gather', [weights(rows, hidden), ids]), scale, zero]);
  const normalize = (input: string) =>
    add('LayerNormalization', [input, row(hidden, 1), row(hidden, 0)], { axis: -1, epsilon: 1e-12 });

  function dense(input: ReturnType<typeof quantize>, rows: number, columns: number): string {
    const product = add('MatMulInteger', [input.values, weights(rows, columns), input.zeroPoint, zero]);
    const scaled = add('Mul', [toFloat(product), add('Mul', [input.scale, scale])]);
    return add('Add', [scaled, row(columns, 0)]);
  }

  function gelu(input: string): string {
    const erf = add('Erf', [add('Div', [input, scalar(Math.SQRT2)])]);
    return add('Mul', [add('Mul', [input, add('Add', [erf, scalar(1)])]), scalar(0.5)]);
  }

  function attend(input: string, mask: string): string {
    const quantized = quantize(input);
    const head = (...perm: number[]) =>
      add('Transpose', [add('Reshape', [dense(quantized, hidden, hidden), split])], { perm });
    const scores = add('MatMul', [head(0, 2, 1, 3), head(0, 2, 3, 1)]);
    const masked = add('Add', [add('Div', [scores, scalar(Math.sqrt(hidden / heads))]), mask]);
    const mixed = add('MatMul', [add('Softmax', [masked], { axis: -1 }), head(0, 2, 1, 3)]);
    const joined = add('Reshape', [add('Transpose', [mixed], { perm: [0, 2, 1, 3] }), join]);
    return normalize(add('Add', [dense(quantize(joined), hidden, hidden), input]));
  }

  function feed(input: string): string {
    const between = gelu(dense(quantize(input), hidden, inner));
    return normalize(add('Add', [dense(quantize(between), inner, hidden), input]));
  }

  return { toFloat, embed, normalize, attend, feed };
}

/** Marsaglia's xorshift, jstatsoft.org/article/view/v008i14: always the same numbers. */
function randomBytes(): (length: number) => Int8Array {
  let state = 2_463_534_242;
  return (length) => {
    const values = new Int8Array(length);
    for (let index = 0; index < length; index += 1) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      values[index] = state >> 24;
    }
    return values;
  };
}
