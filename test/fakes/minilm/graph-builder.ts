import type { Graph, Node, Tensor } from './onnx.ts';

export type GraphBuilder = ReturnType<typeof buildGraph>;

/** Collects a graph node by node; every function gives the name of what it has added. */
export function buildGraph() {
  const nodes: Node[] = [];
  const tensors: Tensor[] = [];
  let names = 0;

  function newName(): string {
    names += 1;
    return `t${names}`;
  }

  function constant(type: Tensor['type'], dims: readonly number[], data: Tensor['data']): string {
    const name = newName();
    tensors.push({ name, type, dims, data });
    return name;
  }

  return {
    add(op: string, inputs: readonly string[], attributes: Node['attributes'] = {}): string {
      const output = newName();
      nodes.push({ op, inputs, outputs: [output], attributes });
      return output;
    },
    /** For the one operation that has three outputs. */
    quantize(input: string) {
      const [values, scale, zeroPoint] = [newName(), newName(), newName()];
      nodes.push({ op: 'DynamicQuantizeLinear', inputs: [input], outputs: [values, scale, zeroPoint] });
      return { values, scale, zeroPoint };
    },
    wholes: (...values: number[]) => constant('int64', [values.length], BigInt64Array.from(values, BigInt)),
    scalar: (value: number) => constant('float', [], Float32Array.of(value)),
    row: (size: number, value: number) => constant('float', [size], new Float32Array(size).fill(value)),
    bytes: (dims: readonly number[], data: Int8Array) => constant('int8', dims, data),
    graph(inputs: Graph['inputs'], output: string, outputs: Graph['outputs']): Graph {
      const named = outputs.map(({ name }) => name);
      return { nodes: [...nodes, { op: 'Identity', inputs: [output], outputs: named }], tensors, inputs, outputs };
    },
  };
}
