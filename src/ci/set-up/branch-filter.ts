import { z } from 'zod';

/** A branch as fixes have them. */
const ours = 'goat/issue-1-some-title';

const patterns = z
  .union([z.string().transform((one) => [one]), z.array(z.coerce.string())])
  .optional()
  .catch(undefined);

const pushSchema = z
  .object({ branches: patterns, 'branches-ignore': patterns, tags: z.unknown(), 'tags-ignore': z.unknown() })
  .partial()
  .nullable()
  .catch(null);

/**
 * Whether `on.push` fires for one of our branches.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onpushbranchestagsbranches-ignoretags-ignore
 */
export function firesForOurs(push: unknown): boolean {
  const { branches, 'branches-ignore': ignored, tags, 'tags-ignore': ignoredTags } = pushSchema.parse(push) ?? {};
  if (branches) return takes(branches);
  if (ignored) return !takes(ignored);
  // With a filter for tags alone, branches are not looked at.
  return tags === undefined && ignoredTags === undefined;
}

/** The last pattern that matches decides; one with `!` takes back. */
function takes(list: readonly string[]): boolean {
  return list.reduce((taken, pattern) => {
    const isNegative = pattern.startsWith('!');
    return toExpression(isNegative ? pattern.slice(1) : pattern).test(ours) ? !isNegative : taken;
  }, false);
}

const longest = 200;

/** GitHub's patterns: `*` stays within a name, `**` does not, `?` and `+` repeat the character before. */
function toExpression(pattern: string): RegExp {
  const source = pattern
    .slice(0, longest)
    .replaceAll(/\*{2,}/g, '\0')
    .replaceAll(/[.()|^${}\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('\0', '.*');
  try {
    return new RegExp(`^${source}$`);
  } catch {
    // GitHub refuses such a workflow; it never runs.
    return /(?!)/;
  }
}
