import type { Node } from 'web-tree-sitter';
import { parse } from '../../syntax/parse.ts';

const imports =
  /^(?:import|using|use|package_import|preproc_include|extern_crate|future_import|namespace_use)(?:_|$)|^import_list$/;
const nameLists =
  /^(?:named_imports|use_list|import_from_statement|import_spec_list|namespace_use_group|namespace_selectors)$/;

/** Imports that stand together. Offsets are of whole lines. */
interface Run {
  readonly start: number;
  readonly end: number;
  /** What is imported, and the comments between, whatever their order. */
  readonly content: string;
}

/**
 * The new text with imports in the order and the form of the old one, where nothing but order and form differs in a run
 * of them; undefined without a grammar.
 */
export async function keepImportOrder(language: string, before: string, after: string): Promise<string | undefined> {
  const old = await parse(language, before, (root) => readRuns(root, before));
  const now = await parse(language, after, (root) => readRuns(root, after));
  if (!old || !now) return undefined;
  const known = new Map(old.map((run) => [run.content, before.slice(run.start, run.end)]));
  return now.reduceRight((text, { start, end, content }) => {
    const own = known.get(content);
    return own === undefined ? text : text.slice(0, start) + own + text.slice(end);
  }, after);
}

function readRuns(root: Node, text: string): Run[] {
  const runs: Run[] = [];
  let nodes: Node[] = [];
  const close = () => {
    while (nodes.length > 0 && !imports.test(nodes.at(-1)?.type ?? '')) nodes.pop();
    const [first, last] = [nodes[0], nodes.at(-1)];
    if (first && last) {
      const start = text.lastIndexOf('\n', first.startIndex) + 1;
      const lineEnd = text.indexOf('\n', Math.max(last.startIndex, last.endIndex - 1));
      const end = lineEnd === -1 ? text.length : lineEnd;
      const alone = text.slice(start, first.startIndex).trim() === '' && text.slice(last.endIndex, end).trim() === '';
      if (alone) runs.push({ start, end, content: nodes.map(contentOf).sort().join('\n') });
    }
    nodes = [];
  };
  for (const node of root.namedChildren) {
    if (node === null) continue;
    if (imports.test(node.type) || (nodes.length > 0 && /comment/.test(node.type))) nodes.push(node);
    else close();
  }
  close();
  return runs;
}

/** The tokens of a statement, with the names of a list in the order of the alphabet. */
function contentOf(node: Node): string {
  if (node.childCount === 0) return node.text.replace(/^(['"])([^'"\\]*)\1$/, '"$2"');
  const children = node.children.filter((child) => child !== null);
  if (/string|comment/.test(node.type)) return node.text.trim().replace(/^(['"])([^'"\\]*)\1$/, '"$2"');
  const parts = children.filter(({ type }) => type !== ',').map(contentOf);
  if (!nameLists.test(node.type)) return parts.join(' ');
  const isName = (index: number) => children.filter(({ type }) => type !== ',')[index]?.isNamed;
  const names = parts.filter((_, index) => isName(index)).sort();
  return [...parts.filter((_, index) => !isName(index)), ...names].join(' ');
}
