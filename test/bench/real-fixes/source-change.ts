import { structuredPatch } from 'diff';
import { call, type ReplyBlock } from '../../fakes/script.ts';

/** A file of a fix, before and after it. */
export interface SourceChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Whether a file belongs to a project's tests, by the conventions of JavaScript projects. */
export function isTest(path: string): boolean {
  return /(?:^|\/)(?:test|tests|__tests__)\/|\.(?:test|spec)\.[cm]?[jt]sx?$/.test(path);
}

/** The calls of `edit_file` that turn one text into the other: the last place first, so that line numbers hold. */
export function editsBetween({ path, before, after }: SourceChange): ReplyBlock[] {
  const { hunks } = structuredPatch(path, path, before, after, '', '', { context: 3 });
  return hunks.reverse().map(({ lines, oldStart }) => {
    const side = (mark: string) =>
      lines
        .filter((line) => line[0] === ' ' || line[0] === mark)
        .map((line) => line.slice(1))
        .join('\n');
    return call('edit_file', { path, search: side('-'), replace: side('+'), line: oldStart });
  });
}
