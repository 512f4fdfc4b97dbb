/** Tells a person something, where it mixes with no command's output. */
export function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
