import { setFlagsFromString } from 'node:v8';

/** V8's own is 1.8 million on Node 20, and 13 million on Node 22. */
const tieringBudget = 20_000_000;

/**
 * Has V8 run functions of WebAssembly for longer before it optimises them, in all that is loaded from now on: a command
 * that ends after a second does not get back what that costs, and takes it from its parsers. What runs for longer does,
 * and hardly waits for it.
 */
export function optimiseLater(): void {
  setFlagsFromString(`--wasm-tiering-budget=${tieringBudget}`);
}
