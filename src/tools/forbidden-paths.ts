/** Which of these paths may not be changed. */
export type Forbidden = (paths: readonly string[]) => Promise<ReadonlySet<string>>;

export const nothingForbidden: Forbidden = async () => new Set();

/** Why one of these paths may not be changed; undefined when all may. */
export async function whyForbidden(forbidden: Forbidden, paths: readonly string[]): Promise<string | undefined> {
  const [path] = await forbidden(paths);
  return path === undefined
    ? undefined
    : `${path} was not changed. The repository's configuration forbids it (risk.forbid). Fix the issue without it, or say that it cannot be done.`;
}
