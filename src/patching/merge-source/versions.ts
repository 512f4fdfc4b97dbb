/** Three versions of something. */
export interface Versions<T> {
  readonly base: T;
  readonly left: T;
  readonly right: T;
}

export const sides = ['base', 'left', 'right'] as const;

export function versionsOf<T>(of: (side: keyof Versions<T>) => T): Versions<T> {
  return { base: of('base'), left: of('left'), right: of('right') };
}

export function mapVersions<T, U>({ base, left, right }: Versions<T>, map: (version: T) => U): Versions<U> {
  return { base: map(base), left: map(left), right: map(right) };
}
