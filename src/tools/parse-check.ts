import { countParseErrors } from '../syntax/count-parse-errors.ts';

/** Why a new content would be refused: it has more syntax errors than the file had. Undefined where it has not. */
export async function whyItDoesNotParse(path: string, before: string, after: string): Promise<string | undefined> {
  const now = (await countParseErrors(path, after)) ?? 0;
  if (now === 0) return undefined;
  const earlier = (await countParseErrors(path, before)) ?? 0;
  if (now <= earlier) return undefined;
  return (
    `After this edit ${path} would have ${now} syntax ${now === 1 ? 'error' : 'errors'}, and it has ${earlier} now. ` +
    'Nothing was changed. Check brackets, quotes and indentation, and make the whole change in one edit.'
  );
}
