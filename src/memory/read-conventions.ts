import { cleanProse } from './clean.ts';

/** Sentences of one comment that are taken, and characters of one. */
const most = 3;
const longest = 300;
const shortest = 12;

/** How reviewers state a rule, from the beginning of a sentence. What asks for one change only says nothing of this kind. */
const forms: readonly RegExp[] = [
  /^(?:please,? )?(?:always|never) \w/i,
  /^(?:here,? |in (?:this|our) (?:repo|repository|project|code ?base|team),? )?we (?:always|never|only|usually|prefer|use|avoid|don['’]t|do not|want|put|keep|name|write)\b/i,
  /^in (?:this|our) (?:repo|repository|project|code ?base|team)\b/i,
  /^(?:please,? )?(?:use|prefer|write|put|name|call)\b.{1,150}\b(?:instead of|rather than|over)\b/i,
  /^(?:please,? )?(?:don['’]t|do not|avoid)\b.{1,150}[,;:] (?:but )?(?:use|prefer|write)\b/i,
  /^(?:our|the) (?:convention|rule|style|policy)\b.{0,60}\bis\b/i,
  /^(?:by|per|as a) (?:convention|rule)\b/i,
];

/** Code, quotes and suggestions are not the reviewer's own words. */
const fence = /^ {0,3}(?:```|~~~)/;

/** The rules that a comment states, as its writer put them: at most a few. Linear in time. */
export function readConventions(comment: string): string[] {
  const sentences = ownLines(cleanProse(comment, comment.length)).flatMap(sentencesOf);
  const rules = sentences.filter((sentence) => forms.some((form) => form.test(sentence)));
  return [...new Set(rules)].slice(0, most);
}

function ownLines(text: string): string[] {
  const own: string[] = [];
  let isCode = false;
  for (const line of text.split('\n')) {
    if (fence.test(line)) isCode = !isCode;
    else if (!isCode && !/^ {0,3}>/.test(line) && !/^(?: {4}|\t)/.test(line)) own.push(line);
  }
  return own;
}

function sentencesOf(line: string): string[] {
  return line
    .split(/(?<=[.!?]) /)
    .map((sentence) => sentence.replace(/^[ \t*+-]+/, '').trimEnd())
    .filter((sentence) => sentence.length >= shortest && sentence.length <= longest && !sentence.endsWith('?'));
}
