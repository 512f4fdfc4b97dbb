import type { IndexProgress } from '../indexing/index-options.ts';

/** The part of a terminal that is written to. */
export interface Screen {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

export interface ProgressView {
  show(progress: IndexProgress): void;
  /** Takes the bar off the screen. */
  end(): void;
}

/** Milliseconds between two pictures, and between two lines where nothing can be drawn over. */
const redrawMs = 100;
const lineMs = 5_000;

/** Shows progress as a bar in one line of a terminal; elsewhere, such as in a log, as a line now and then. */
export function showProgress(screen: Screen, now: () => number = () => performance.now()): ProgressView {
  const start = now();
  const drawn = screen.isTTY === true;
  let last = drawn ? Number.NEGATIVE_INFINITY : start;
  let stage: IndexProgress['stage'] | undefined;
  return {
    show(progress) {
      const time = now();
      const isNew = drawn && progress.stage !== stage;
      if (!isNew && time - last < (drawn ? redrawMs : lineMs)) return;
      last = time;
      stage = progress.stage;
      const line = progressLine(progress, (time - start) / 1000, drawn ? (screen.columns ?? 80) - 1 : undefined);
      screen.write(drawn ? `\r${line}\u001b[K` : `${line}\n`);
    },
    end() {
      if (drawn && stage !== undefined) screen.write('\r\u001b[K');
    },
  };
}

const widestBar = 30;
const count = new Intl.NumberFormat('en-US');
const words = {
  files: { verb: 'Indexing', things: 'files' },
  vectors: { verb: 'Embedding', things: 'chunks' },
};

/** @param columns the width that a bar may fill; without it there is none. */
export function progressLine({ stage, done, total }: IndexProgress, seconds: number, columns?: number): string {
  const share = total > 0 ? Math.min(1, done / total) : 1;
  const { verb, things } = words[stage];
  const text = `${verb} ${count.format(done)} of ${count.format(total)} ${things}`;
  const figures = `${Math.floor(share * 100)} %  ${Math.floor(seconds)} s`;
  if (columns === undefined) return `${text}, ${figures.replace('  ', ', ')}`;
  const width = Math.min(widestBar, columns - text.length - figures.length - 4);
  if (width < 5) return `${text}  ${figures}`.slice(0, Math.max(0, columns));
  const full = Math.round(share * width);
  return `${text}  ${'█'.repeat(full)}${'░'.repeat(width - full)}  ${figures}`;
}
