import { indented } from './containers.ts';
import { type Piece, resolve, unchanged } from './piece.ts';
import { mapVersions, sides, type Versions } from './versions.ts';

/** Merges what stands in front of a member: white space, and comments and attributes that are not merged one by one. */
export function mergeLeads(language: string, leads: Versions<string>): Piece[] {
  const isSpace = sides.every((side) => leads[side].trim() === '');
  const isSyntax = indented.has(language) && sides.some((side) => leads[side].includes('\n'));
  const pieces = mergeSpace(language, leads);
  return isSpace && !isSyntax ? pieces.map((piece) => ({ ...piece, spacing: true })) : pieces;
}

function mergeSpace(language: string, leads: Versions<string>): Piece[] {
  const words = mapVersions(leads, (lead) => lead.trim());
  if (resolve(leads) === undefined && resolve(words) !== undefined && !indented.has(language)) {
    return words.left === words.base ? [{ ...leads, left: leads.base }] : [{ ...leads, right: leads.base }];
  }
  return splitIndentation(leads);
}

/** Blank lines apart from the indentation behind them, which mostly stays: a line begins with its line end. */
function splitIndentation(leads: Versions<string>): Piece[] {
  const at = leads.base.lastIndexOf('\n');
  const tail = at === -1 ? '' : leads.base.slice(at);
  if (tail === '' || !leads.left.endsWith(tail) || !leads.right.endsWith(tail)) return [leads];
  return [mapVersions(leads, (lead) => lead.slice(0, lead.length - tail.length)), unchanged(tail)];
}
