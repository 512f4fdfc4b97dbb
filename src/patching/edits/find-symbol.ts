import type { FileSymbol } from '../../indexing/list-symbols.ts';

const mostListed = 12;

/**
 * The one definition that a qualified name means: the whole name, or else its end. Several are decided by a line in or
 * directly above one of them.
 */
export function findSymbol(
  { path, text }: { readonly path: string; readonly text: string },
  symbols: readonly FileSymbol[] | undefined,
  name: string,
  line: number | undefined,
): FileSymbol | { readonly refused: string } {
  if (symbols === undefined) {
    return { refused: `Symbols in ${path} are not known: its language has no rules here. Edit it by its text.` };
  }
  const wanted = name.trim().replace(/\(\)$/, '').replaceAll(/::|#/g, '.');
  const whole = symbols.filter((symbol) => symbol.name === wanted);
  const found = whole.length > 0 ? whole : symbols.filter((symbol) => symbol.name.endsWith(`.${wanted}`));
  const [only] = found;
  if (only === undefined) return { refused: `Nothing in ${path} is called ${wanted}. ${nearNames(symbols, wanted)}` };
  if (found.length === 1) return only;
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
  const isMeant = ({ leadStart, end }: FileSymbol) =>
    line !== undefined && lineOf(leadStart) <= line && line <= lineOf(end);
  const [meant, ...others] = found.filter(isMeant);
  if (meant && others.length === 0) return meant;
  const shown = found.slice(0, mostListed).map((symbol) => `${symbol.name} (line ${lineOf(symbol.nodeStart)})`);
  const more = found.length > mostListed ? ' …' : '';
  return {
    refused: `${wanted} is there ${found.length} times: ${shown.join(', ')}${more}. Give the whole name, or the line of the one that is meant.`,
  };
}

function nearNames(symbols: readonly FileSymbol[], wanted: string): string {
  const own = wanted.slice(wanted.lastIndexOf('.') + 1).toLowerCase();
  const names = [...new Set(symbols.map(({ name }) => name))];
  const near = names.filter((name) => {
    const other = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
    return other.includes(own) || own.includes(other);
  });
  const listed = (near.length > 0 ? near : names).slice(0, mostListed);
  return listed.length === 0
    ? 'It defines nothing.'
    : `It defines ${listed.join(', ')}${names.length > listed.length ? ' …' : ''}.`;
}
