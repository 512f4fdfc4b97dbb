/** The branch of ours that an answer to this pull request is made and tested on; taken by other work, `-2`, `-3` … is added. */
export function tryBranchOf(pullNumber: number): string {
  return `goat/pull-${pullNumber}`;
}

/** The pull request that such a branch is about; null for any other branch. */
export function pullOfTry(branch: string): number | null {
  const number = /^goat\/pull-(\d{1,9})(?:-\d+)?$/.exec(branch)?.[1];
  return number === undefined ? null : Number(number);
}
