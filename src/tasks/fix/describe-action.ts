import type { Turn } from '../../agent/generate-patch.ts';

/** The inputs that say what a call was about, in the order in which they are looked for. */
const subjects = ['path', 'query', 'subject'];

/** One line about a tool call, for the iteration log: `edit_file src/cart.js`. */
export function describeAction({ tool, input, outcome }: Turn['actions'][number]): string {
  const about = subjects.map((key) => field(input, key)).find((value) => value !== null);
  return [tool, about ?? '', outcome === 'refused' ? '(refused)' : ''].filter((part) => part !== '').join(' ');
}

function field(input: unknown, key: string): string | null {
  if (typeof input !== 'object' || input === null) return null;
  const value: unknown = Reflect.get(input, key);
  return typeof value === 'string' ? value : null;
}
