import { exclusively } from '../../src/threads/exclusively.ts';

export function echo<T>(value: T): T {
  return value;
}

export async function later<T>(value: T): Promise<T> {
  await new Promise((resolve) => setTimeout(resolve, 5));
  return value;
}

export function sumOf(buffer: ArrayBuffer): number {
  return new Uint8Array(buffer).reduce((sum, byte) => sum + byte, 0);
}

export function fail(message: string): never {
  throw new TypeError(message);
}

export function failWithoutError(): never {
  throw 'only a string';
}

export function hang(): never {
  for (;;);
}

export function hog(): never {
  const kept: number[][] = [];
  for (;;) kept.push(new Array(1_000_000).fill(kept.length));
}

export function overflow(): number {
  return 1 + overflow();
}

/** Calls a WebAssembly function whose whole body is `unreachable`. */
export async function breakWebAssembly(): Promise<void> {
  const code = '0061736d01000000010401600000030201000707010361626f00000a05010300000b';
  const { instance } = await Reflect.get(globalThis, 'WebAssembly').instantiate(Buffer.from(code, 'hex'));
  instance.exports.abo();
}

export function warn(message: string): void {
  process.emitWarning(message);
}

export function surroundings(): { readonly environment: string[]; readonly flags: string[] } {
  return { environment: Object.keys(process.env), flags: process.execArgv };
}

/** How many threads were in here at a time, counted in memory that they share. */
export function meet(memory: SharedArrayBuffer): number {
  const inside = new Int32Array(memory);
  return exclusively(() => {
    const together = Atomics.add(inside, 0, 1) + 1;
    Atomics.wait(inside, 1, 0, 5);
    Atomics.sub(inside, 0, 1);
    return together;
  });
}

export function hangExclusively(): never {
  return exclusively(hang);
}

export const notAFunction = 1;
