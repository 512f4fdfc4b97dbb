import type { Steps } from '../tasks/steps.ts';

/** What a tool answers the model. `refused` tells it why nothing was done and what would work. */
export type ToolResult =
  | {
      readonly kind: 'done';
      readonly text: string;
      /** Whether the model's round is over with this. */
      readonly endsRound?: boolean;
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** Something that the model may ask for. Permissions are lists of tools: a reviewer receives no editing tool. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  /** A JSON schema of an object. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
  /** Whether it changes files. */
  readonly edits?: boolean;
  /** Whether it may run beside others of the same kind: it changes nothing, and takes no steps, whose order is recorded. */
  readonly onlyReads?: boolean;
  /**
   * Checks `input` (it comes from the model) and does what was asked.
   * It is called again on recovery: what it does must be a plain function of its input and the workspace, or go
   * through `steps`.
   */
  run(input: unknown, steps: Steps): Promise<ToolResult>;
}
