/** What can go wrong with one run. */
export interface RunFault {
  /** The run ends, and its webhook is answered, before the dispatch is. */
  readonly completeBeforeReply?: true;
  /** It runs this commit instead of the branch's head. */
  readonly sha?: string;
  /** It stays queued for ever. */
  readonly stuck?: true;
}

export interface ActionsControl {
  /** The next dispatches each take one, in order. */
  readonly faults: RunFault[];
  /** False: `return_run_details` is refused with 400, as by an older GitHub Enterprise. */
  runDetails: boolean;
}
