/** The program cannot start as it was called or set up. Entry points print `problems`, one line each, and exit with 2. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly exitCode = 2;
  readonly problems: readonly string[];

  /** @param problems sentences that say what to set; they never hold a value that may be secret. */
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}
