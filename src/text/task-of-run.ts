/** The task in the title of a run; undefined where no task started it. Whoever can start runs can write titles. */
export function taskOfRun(title: string): string | undefined {
  return /^goat ([0-9A-HJKMNP-TV-Z]{26}) #[a-z0-9-]+$/.exec(title)?.[1];
}
