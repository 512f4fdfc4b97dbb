import type { TamperingKind } from '../tampering.ts';

/** A file that settles what is checked and how, and what of it counts. */
export interface SettingsFile {
  readonly path: RegExp;
  readonly kind: TamperingKind;
  /**
   * `code` is compared without comments and white space, `lines` line by line. In `blocks`, what is indented counts if the
   * line that it hangs on does.
   */
  readonly format: 'json' | 'toml' | 'yaml' | 'ini' | 'code' | 'lines' | 'blocks';
  /** Of keys, with dots between their parts; of lines. All where it is not given. */
  readonly counts?: RegExp;
  /** Lines that are new are new tests. */
  readonly grows?: true;
}
