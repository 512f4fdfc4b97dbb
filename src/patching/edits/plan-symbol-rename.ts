import type { FileSymbol } from '../../indexing/list-symbols.ts';
import { languageOf } from '../../syntax/language.ts';
import { isThreadEnded } from '../../threads/thread-ended.ts';
import { findNameTokens, type NameToken } from './find-name-tokens.ts';
import type { Planned, SourceFile } from './planned.ts';

/** Languages in which a member is called by its plain name inside of its class. */
const withoutThis = new Set('java kotlin scala csharp cpp swift dart ruby groovy solidity'.split(' '));
const holders: ReadonlySet<string> = new Set(['class', 'interface', 'enum']);
const mostShown = 8;

/** Renames a definition and its uses in the file. A place that could be of something else refuses the rename. */
export async function planSymbolRename(file: SourceFile, symbol: FileSymbol, newName: string): Promise<Planned> {
  const { path, text } = file;
  const language = languageOf(path, text);
  const oldName = symbol.name.slice(symbol.name.lastIndexOf('.') + 1);
  const symbols = (await file.symbols()) ?? [];
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
  const lines = (tokens: readonly { readonly start: number }[]) =>
    [...new Set(tokens.map(({ start }) => lineOf(start)))].slice(0, mostShown).join(', ');
  if (newName === oldName) return { refused: `It is called ${oldName} already, so nothing would change.` };
  if (symbol.nameStart < 0)
    return { refused: `${symbol.name} has no name that could be replaced. Edit it by its text.` };
  const [tokens, taken] = [await tokensOf(language, text, oldName), await tokensOf(language, text, newName)];
  if (!tokens || !taken) return { refused: `${path} could not be parsed. Edit it by its text.` };
  if (taken.length > 0)
    return { refused: `${newName} is there already, at lines ${lines(taken)}. Choose another name.` };

  const parent = symbols.find(({ name }) => name === symbol.name.slice(0, symbol.name.lastIndexOf('.')));
  const isMember = parent !== undefined && holders.has(parent.kind);
  const isOwnName = ({ start }: NameToken) => start === symbol.nameStart;
  const names = new Map(symbols.map((other) => [other.nameStart, other]));
  const doubtful: NameToken[] = [];
  const meant: NameToken[] = [];
  for (const token of tokens) {
    const other = names.get(token.start);
    if (isOwnName(token)) meant.push(token);
    else if (isMember ? isUseOfMember(token, parent) : isUse(token)) {
      if (other === undefined) meant.push(token);
      else doubtful.push(token);
    } else if (isDoubtful(token, other)) doubtful.push(token);
  }
  if (doubtful.length > 0) {
    return {
      refused: `${oldName} at lines ${lines(doubtful)} could be something else. Rename it by edits of the text, one place each.`,
    };
  }
  const changes = meant.map(({ start }) => ({ start, end: start + oldName.length, text: newName }));
  return {
    changes,
    notes: [
      `renames it in ${meant.length === 1 ? '1 place' : `${meant.length} places`} of this file; other files are as they were`,
    ],
  };

  function isUse({ role }: NameToken): boolean {
    return role === 'plain';
  }

  function isUseOfMember({ start, role }: NameToken, { start: from, end: to }: FileSymbol): boolean {
    return from <= start && start < to && (role === 'own' || (role === 'plain' && withoutThis.has(language)));
  }

  /** What is declared shadows; a member of something else may be this one, when this is one. */
  function isDoubtful({ role }: NameToken, other: FileSymbol | undefined): boolean {
    if (role === 'key') return false;
    if (isMember) return role !== 'plain' || withoutThis.has(language);
    return other === undefined ? role === 'declared' || withoutThis.has(language) : !isMemberOfClass(other);
  }

  function isMemberOfClass({ name }: FileSymbol): boolean {
    const owner = symbols.find((other) => other.name === name.slice(0, name.lastIndexOf('.')));
    return owner !== undefined && holders.has(owner.kind) && !withoutThis.has(language);
  }
}

async function tokensOf(language: string, text: string, name: string): Promise<NameToken[] | undefined> {
  try {
    return await findNameTokens([language, text, name]);
  } catch (error) {
    if (isThreadEnded(error)) return undefined;
    throw error;
  }
}
