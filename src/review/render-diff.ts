import { estimateTokens } from '../text/estimate-tokens.ts';
import type { RankedFile } from './rank-files.ts';
import type { ReviewedFile } from './reviewed-file.ts';

export interface RenderedDiff {
  readonly text: string;
  readonly shown: readonly string[];
  /** What did not fit, riskiest first. */
  readonly leftOut: readonly string[];
}

/** The hunks of the riskiest files that fit. A file is shown whole or not at all: half of one tells half the truth. */
export function renderDiff(files: readonly Pick<RankedFile, 'file'>[], roomTokens: number): RenderedDiff {
  const parts: string[] = [];
  const shown: string[] = [];
  const leftOut: string[] = [];
  let left = roomTokens;
  for (const { file } of files) {
    const part = renderFile(file);
    const tokens = estimateTokens(part);
    if (tokens > left) {
      leftOut.push(file.path);
      continue;
    }
    left -= tokens;
    parts.push(part);
    shown.push(file.path);
  }
  return { text: parts.join('\n\n'), shown, leftOut };
}

function renderFile({ path, previousPath, before, after, hunks }: ReviewedFile): string {
  const was =
    before === null
      ? ' (new)'
      : after === null
        ? ' (removed)'
        : previousPath === path
          ? ''
          : `, before ${previousPath}`;
  const body = hunks.map(({ lines }) =>
    lines
      .map(({ old, now, text }) => {
        const sign = old === null ? '+' : now === null ? '-' : ' ';
        return `${String(old ?? '').padStart(5)} ${String(now ?? '').padStart(5)} ${sign} ${text}`;
      })
      .join('\n'),
  );
  return [`=== ${path}${was}`, ...body].join('\n--\n');
}
