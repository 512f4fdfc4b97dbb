/** Tells the story of the demo as it happens. */
export interface Narrator {
  /** A new part of the story. */
  chapter(title: string): void;
  /** A line of what happens, with the seconds since the start. */
  event(text: string): void;
  /** Text as it is, moved in. */
  text(text: string): void;
}

export function narrator(output: { write(text: string): unknown }): Narrator {
  const start = performance.now();
  return {
    chapter: (title) => void output.write(`\n── ${title} ${'─'.repeat(Math.max(3, 96 - title.length))}\n\n`),
    event(text) {
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      output.write(`${seconds.padStart(6)} s  ${text}\n`);
    },
    text: (text) => void output.write(`${text.trimEnd().replaceAll(/^/gm, '    ')}\n`),
  };
}
