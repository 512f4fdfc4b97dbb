import { languageOf } from '../../syntax/language.ts';
import { isTestPath } from '../../text/test-path.ts';
import type { FileChange } from '../../workspace/workspace.ts';
import type { FileVersion } from './file-versions.ts';
import { finding } from './finding.ts';
import { rulesOf } from './languages/languages.ts';
import { losesChecks } from './loses-checks.ts';
import { readFileTests } from './read-file-tests.ts';
import type { Tampering } from './tampering.ts';

/** A file of the patch, as text and as tests. */
export interface ReadChange {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly old?: FileVersion;
  readonly now?: FileVersion;
  /** Why there is no proof of what its tests are. */
  readonly unreadable?: Tampering;
}

/** Their grammars lag behind the languages (docs/languages.md). An assertion that an error hides counts as lost there, too. */
const lagging = new Set(['swift', 'kotlin', 'csharp', 'c', 'cpp']);

const mostBytes = 1024 * 1024;

export async function readChange({ path, before, after }: FileChange): Promise<ReadChange> {
  const texts = { path, before: before?.toString() ?? null, after: after?.toString() ?? null };
  const language = languageOf(path, texts.after ?? texts.before ?? '');
  const isTestFile = isTestPath(path);
  if (rulesOf(language) === undefined || before?.includes(0)) return texts;
  const isLarge = Math.max(before?.length ?? 0, after?.length ?? 0) > mostBytes;
  if (isLarge || after?.includes(0)) {
    return isTestFile
      ? { ...texts, unreadable: unreadable(texts, isLarge ? 'is larger than 1 MB' : 'is binary') }
      : texts;
  }
  const read = async (text: string | null): Promise<FileVersion | undefined> => {
    if (text === null) return undefined;
    const tests = await readFileTests(language, text, isTestFile);
    return tests && { ...tests, path, lines: text.split('\n') };
  };
  const [old, now] = await Promise.all([read(texts.before), read(texts.after)]);
  const isLost = (texts.before !== null && !old) || (texts.after !== null && !now);
  if (isLost) {
    const isBlocking = !lagging.has(language) || losesChecks(texts.before ?? '', texts.after ?? '');
    return isTestFile ? { ...texts, unreadable: unreadable(texts, 'cannot be parsed', isBlocking) } : texts;
  }
  const isNewlyBroken = now?.hasErrors === true && old?.hasErrors === false && (isTestFile || old.units.length > 1);
  return {
    ...texts,
    ...(old && { old }),
    ...(now && { now }),
    ...(isNewlyBroken && { unreadable: unreadable(texts, 'would have syntax errors', !lagging.has(language)) }),
  };
}

function unreadable({ path, before, after }: ReadChange, why: string, blocking = true): Tampering {
  const message = `This file of tests ${why}, so nothing shows that its tests are as strong as before.`;
  const place = { path, line: 1, side: after === null ? ('before' as const) : ('after' as const) };
  return finding({
    ...place,
    kind: 'test not readable',
    message,
    before: before ?? '',
    after: after ?? '',
    blocking,
  });
}
