/** The same place of the three texts. Pieces in a row are the three texts side by side. */
export interface Piece {
  readonly base: string;
  readonly left: string;
  readonly right: string;
  /** May stand on one line with such changes of the other side: a member that came to a list, or went from it. */
  readonly free?: boolean;
  /** White space that is no syntax. */
  readonly spacing?: boolean;
}

export const unchanged = (text: string): Piece => ({ base: text, left: text, right: text });

/** What three versions of one place come to; undefined where both sides changed it, and not to the same. */
export function resolve({ base, left, right }: Piece): string | undefined {
  if (left === base || left === right) return right;
  return right === base ? left : undefined;
}
