/** Something that a pull request of ours is to answer, as it was when it came. Everything in it is data. */
export type Feedback = Remark | RedCheck | BaseMoved;

/** What a person wrote. */
export interface Remark {
  /** In the conversation, as the body of a review, or on a line of the diff. */
  readonly kind: 'comment' | 'review' | 'thread';
  readonly id: number;
  readonly author: string;
  readonly body: string;
  readonly url: string;
  /** Where it was written, for a remark on a line. */
  readonly place?: ThreadPlace;
}

export interface ThreadPlace {
  /** The first comment of the thread. */
  readonly thread: number;
  readonly path: string;
  /** Null where the line is no longer in the diff. */
  readonly line: number | null;
  /** The diff up to that line. */
  readonly hunk: string;
}

/** A check that failed on a commit of the branch: a run of Actions, or a check of another App. */
export interface RedCheck {
  readonly kind: 'run' | 'check';
  readonly id: number;
  readonly name: string;
  readonly commit: string;
  readonly url: string | null;
  /** What the other App says; empty for a run, whose log is read. */
  readonly text: string;
}

/** The base branch is at another commit: the pull request may conflict with it. */
export interface BaseMoved {
  readonly kind: 'base moved';
  readonly commit: string;
}

/** Characters of a remark that are kept; the rest is behind its link. */
export const longestRemark = 8_000;

/** Names a piece of feedback within its pull request, so that what is delivered twice is kept once. */
export function feedbackKey(feedback: Feedback): string {
  return feedback.kind === 'base moved' ? `base moved:${feedback.commit}` : `${feedback.kind}:${feedback.id}`;
}

export function isRemark(feedback: Feedback): feedback is Remark {
  return feedback.kind === 'comment' || feedback.kind === 'review' || feedback.kind === 'thread';
}

export function isRedCheck(feedback: Feedback): feedback is RedCheck {
  return feedback.kind === 'run' || feedback.kind === 'check';
}
