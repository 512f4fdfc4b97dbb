/** What was found, in words that people read. */
export type TamperingKind =
  | 'test file deleted'
  | 'test deleted'
  | 'test skipped'
  | 'other tests hidden'
  | 'test emptied'
  | 'fewer assertions'
  | 'weaker assertion'
  | 'swallowed assertion'
  | 'conditional assertion'
  | 'wider tolerance'
  | 'fewer cases'
  | 'expectation changed'
  | 'subject mocked'
  | 'tests noticed'
  | 'CI changed'
  | 'coverage settings changed'
  | 'lint settings changed'
  | 'test settings changed'
  | 'check suppressed'
  | 'snapshot changed'
  | 'test data lost'
  | 'test not readable';

/** A place where a patch weakens the tests or the checks. */
export interface Tampering {
  readonly path: string;
  /** From 1: in the file as it was where something is lost, else in the new one; `side` tells which. */
  readonly line: number;
  readonly side: 'before' | 'after';
  readonly kind: TamperingKind;
  /** The full name of the test, with its groups; undefined where no one test is meant. */
  readonly test?: string;
  /** One sentence for people. */
  readonly message: string;
  /** The lines in question, cut where they are many. */
  readonly before: string;
  readonly after: string;
  /** Of the lines in full, so that an approval does not reach what the cut hides. */
  readonly digest: string;
  /** Whether the pull request waits for a person. */
  readonly blocking: boolean;
}
