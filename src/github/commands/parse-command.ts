import type { AnswerCommand, MemoryAction } from '../../tasks/task.ts';
import { cutText } from '../../text/cut-text.ts';
import { amountOfDollars, readDollars } from '../../text/dollars.ts';
import { visibleLines } from './visible-lines.ts';

export interface FixCommand {
  readonly kind: 'fix';
  /** Whether only a plan is asked for. */
  readonly planOnly: boolean;
  /** What the person wrote beside the command, at most 4,000 characters. */
  readonly hint: string;
  /** Null where the person asked for none. */
  readonly budgetTokens: number | null;
  readonly budgetDollars: number | null;
  readonly maxIterations: number | null;
}

export interface SetUpCommand {
  readonly kind: 'setup';
  /** Whether workflows of the repository's own are to be kept off our branches. */
  readonly guardWorkflows: boolean;
}

export interface MemoryCommand {
  readonly kind: 'memory';
  readonly memory: MemoryAction;
}

export interface ReviewCommand {
  readonly kind: 'review';
  /** Files and folders; all where empty. */
  readonly paths: readonly string[];
}

export type Command =
  | ReviewCommand
  | FixCommand
  | SetUpCommand
  | MemoryCommand
  | { readonly kind: Exclude<AnswerCommand, 'help' | 'memory'> }
  /** `unknown` is what was written in place of a command, made harmless for display. */
  | { readonly kind: 'help'; readonly unknown: string | null };

const longestHint = 4_000;
const hidden = /[\p{Default_Ignorable_Code_Point}\u{FFF9}-\u{FFFB}\u{0}-\u{8}\u{E}-\u{1F}\u{7F}-\u{9F}]/gu;

/**
 * The first command of a comment, from the body as it was sent. It counts only at the start of a line (after at most
 * 3 spaces), outside quotes, code and HTML comments. Hidden characters neither make nor hide one. Linear in time.
 */
export function parseCommand(body: string): Command | null {
  for (const line of visibleLines(body)) {
    const called = /^ {0,3}\/goat(?:\s+(\S.*))?\s*$/isu.exec(line.text.replace(hidden, ''));
    if (!called) continue;
    const [verb = 'help', ...words] = (called[1] ?? '').split(/\s+/).filter((word) => word !== '');
    return toCommand(verb.toLowerCase(), words, body.slice(line.end));
  }
  return null;
}

function toCommand(verb: string, words: readonly string[], below: string): Command {
  switch (verb) {
    case 'fix':
    case 'plan':
      return parseFix(verb, words, below);
    case 'setup':
      return parseSetUp(words);
    case 'memory':
      return parseMemory(words, below);
    case 'review':
      return parseReview(words);
    case 'stop':
    case 'resume':
    case 'retry':
    case 'approve':
    case 'allow-test-edits':
    case 'status':
      return { kind: verb };
    case 'help':
      return { kind: 'help', unknown: null };
    default:
      return unknown(verb);
  }
}

const wholeNumber = /^[1-9]\d{0,8}$/;
const optionForms: Readonly<Partial<Record<string, RegExp>>> = {
  '--budget': amountOfDollars,
  '--budget-tokens': wholeNumber,
  '--max-iterations': wholeNumber,
};

function parseFix(verb: 'fix' | 'plan', words: readonly string[], below: string): Command {
  const options = new Map<string, number>();
  const hint: string[] = [];
  const rest = words.values();
  for (const word of rest) {
    const [name = '', given] = word.toLowerCase().split('=', 2);
    const form = optionForms[name];
    if (form !== undefined) {
      const value = given ?? rest.next().value ?? '';
      if (!form.test(value)) return unknown(`${verb} ${name} ${value}`);
      options.set(name, name === '--budget' ? readDollars(value) : Number(value));
    } else if (word.startsWith('--') && hint.length === 0) {
      return unknown(`${verb} ${word}`);
    } else {
      hint.push(word);
    }
  }
  return {
    kind: 'fix',
    planOnly: verb === 'plan',
    hint: cutText(`${hint.join(' ')}\n${below}`.trim(), longestHint).trimEnd(),
    budgetTokens: options.get('--budget-tokens') ?? null,
    budgetDollars: options.get('--budget') ?? null,
    maxIterations: options.get('--max-iterations') ?? null,
  };
}

function parseSetUp(words: readonly string[]): Command {
  const other = words.find((word) => word.toLowerCase() !== '--guard-workflows');
  return other === undefined ? { kind: 'setup', guardWorkflows: words.length > 0 } : unknown(`setup ${other}`);
}

/** `memory`, `memory list`, `memory forget ID`, `memory remember TEXT`, whose text may go on below. */
function parseMemory([verb = 'list', ...words]: readonly string[], below: string): Command {
  const [word = '', ...more] = words;
  switch (verb.toLowerCase()) {
    case 'list':
      return words.length === 0 ? { kind: 'memory', memory: { action: 'list' } } : unknown(`memory list ${word}`);
    case 'forget':
      return /^[1-9]\d{0,8}$/.test(word) && more.length === 0
        ? { kind: 'memory', memory: { action: 'forget', id: Number(word) } }
        : unknown(`memory forget ${words.join(' ')}`);
    case 'remember': {
      const text = cutText(`${words.join(' ')}\n${below}`.trim(), longestHint);
      return text === '' ? unknown('memory remember') : { kind: 'memory', memory: { action: 'remember', text } };
    }
    default:
      return unknown(`memory ${verb}`);
  }
}

const mostPaths = 20;

function parseReview(words: readonly string[]): Command {
  const option = words.find((word) => word.startsWith('-'));
  if (option !== undefined) return unknown(`review ${option}`);
  return { kind: 'review', paths: words.slice(0, mostPaths).map((word) => word.replaceAll('`', '').slice(0, 300)) };
}

function unknown(written: string): Command {
  return {
    kind: 'help',
    unknown: written
      .slice(0, 60)
      .replace(/[^\w=. -]/g, '?')
      .trim(),
  };
}
