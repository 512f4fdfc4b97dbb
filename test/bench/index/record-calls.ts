/** One call of a method, in seconds since the recording began. */
export interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly start: number;
  readonly end: number;
}

/** Gives `target` back with methods that tell `onEnd` when they were called and answered. */
export function recordCalls<T extends object>(target: T, onEnd: (call: Call) => void): T {
  const begin = performance.now();
  const now = () => (performance.now() - begin) / 1000;
  return new Proxy(target, {
    get(object, name) {
      const method: unknown = Reflect.get(object, name);
      if (typeof method !== 'function' || typeof name !== 'string') return method;
      return (...args: unknown[]) => {
        const start = now();
        const answer: unknown = Reflect.apply(method, object, args);
        if (!(answer instanceof Promise)) return answer;
        return answer.then((value: unknown) => {
          onEnd({ name, args, start, end: now() });
          return value;
        });
      };
    },
  });
}
