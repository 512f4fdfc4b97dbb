import type { FilePart, Refusal } from './expand-edits.ts';
import type { PlannedFile } from './plan-file.ts';

/** Files of one patch that could not be there together: of one name but for its case, or one inside of the other. */
export function whyTheyCollide(files: readonly PlannedFile[], parts: readonly FilePart[]): Refusal[] {
  const made = files.filter(({ change }) => change === 'created' || change === 'moved');
  const plain = (path: string) => path.toLowerCase();
  return made.flatMap(({ path, from }) => {
    const other = files.find((file) => {
      if (file.path === path && file.from === from) return false;
      const isMade = made.includes(file);
      const [a, b] = [plain(path), plain(file.path)];
      return (isMade && a === b) || (isMade && b.startsWith(`${a}/`)) || (file.change === 'edited' && a === b);
    });
    if (!other) return [];
    const edit = parts.find((part) => part.path === (from ?? path))?.number ?? 1;
    return [
      {
        edit,
        path,
        reason: `${JSON.stringify(path)} and ${JSON.stringify(other.path)} of this patch cannot be there together.`,
      },
    ];
  });
}
