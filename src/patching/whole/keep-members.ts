import type { FileSymbol } from '../../indexing/list-symbols.ts';
import { lineStart, wholeLines } from '../edits/line-range.ts';

interface Source {
  readonly text: string;
  readonly symbols: readonly FileSymbol[];
}

/** A new text with the members of a class that it leaves out put back, behind the members that they stood behind. */
export function keepMembers(
  old: Source,
  now: Source,
  owner: FileSymbol,
  missing: readonly string[],
): { readonly text: string } | { readonly refused: string } {
  const cannot = (name: string) => ({
    refused: `The content leaves out ${name}, which cannot be kept as it stands. Give it too, or say complete: true.`,
  });
  const members = old.symbols.filter(({ name, start, end }) => {
    const isIn = start >= owner.start && end <= owner.end && name !== owner.name;
    return isIn && !name.slice(owner.name.length + 1).includes('.');
  });
  const inserted: { at: number; text: string }[] = [];
  for (const name of missing) {
    const places = members.filter((member) => member.name === name);
    const [member] = places;
    const lines = member && wholeLines(old.text, member);
    if (!member || !lines || places.length > 1) return cannot(name);
    const above = /\n((?:[^\S\n]*\n)+)$/.exec(old.text.slice(0, lines.start))?.[1] ?? '';
    const anchor = anchorFor(members.indexOf(member));
    if (anchor === undefined) return cannot(name);
    const own = old.text.slice(lines.start, lines.end);
    const below = /^(?:[^\S\n]*\n)+/.exec(old.text.slice(lines.end))?.[0] ?? '';
    inserted.push({ at: anchor.at, text: anchor.isBefore ? own + below : above + own });
  }
  const text = inserted
    .toSorted((a, b) => a.at - b.at)
    .reduceRight((result, { at, text: added }) => result.slice(0, at) + added + result.slice(at), now.text);
  return { text };

  /** Behind the nearest member before it that is still there, else before the nearest one after it. */
  function anchorFor(index: number): { readonly at: number; readonly isBefore: boolean } | undefined {
    for (let before = index - 1; before >= 0; before -= 1) {
      const same = placed(members[before]);
      const end = same && wholeLines(now.text, same)?.end;
      if (same) return end === undefined ? undefined : { at: end, isBefore: false };
    }
    for (let after = index + 1; after < members.length; after += 1) {
      const same = placed(members[after]);
      if (same) return { at: lineStart(now.text, same.leadStart), isBefore: true };
    }
    return undefined;
  }

  function placed(member: FileSymbol | undefined): FileSymbol | undefined {
    const found = now.symbols.filter(({ name }) => name === member?.name);
    return found.length === 1 ? found[0] : undefined;
  }
}
