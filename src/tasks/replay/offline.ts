/** Stands for what a replay must not reach: whatever is asked of it fails, but for what is given. */
export function offline<T extends object>(what: string, given: Partial<T> = {}): T {
  const refuse = () => {
    throw new Error(`A replay reaches for ${what}, which is not there.`);
  };
  return new Proxy(given, { get: (known, key) => Reflect.get(known, key) ?? refuse }) as T;
}
