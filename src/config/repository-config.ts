import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { offThread } from '../threads/off-thread.ts';
import { isThreadEnded } from '../threads/thread-ended.ts';
import { nearestKey } from './nearest-key.ts';
import { repositorySchema } from './repository-schema.ts';

/** What a repository asks for in `.github/goat.yml`; only the default branch's file counts. Keys that it leaves out have their default, or are not there. */
export type RepositoryConfig = z.output<typeof repositorySchema>;

/** `problems` are sentences, one for each mistake, each with its key and what is allowed there. */
export type RepositoryConfigReading =
  | { readonly config: RepositoryConfig }
  | { readonly problems: readonly [string, ...string[]] };

/** What applies where a repository has no file. */
export const defaultRepositoryConfig: RepositoryConfig = repositorySchema.parse({});

const mostCharacters = 16 * 1024;
/** A file with more is not what anyone meant to write. */
const mostProblems = 20;

const parseInThread = offThread(import.meta.url, parseRepositoryConfig);

/** Reads the text of the file. @param text null where there is no file. */
export async function readRepositoryConfig(text: string | null): Promise<RepositoryConfigReading> {
  if (text === null) return { config: defaultRepositoryConfig };
  if (text.length > mostCharacters) return { problems: [`It is longer than ${mostCharacters} characters.`] };
  try {
    return await parseInThread([text]);
  } catch (error) {
    if (!isThreadEnded(error)) throw error;
    return { problems: ['It cannot be read in reasonable time.'] };
  }
}

/** The work of `readRepositoryConfig`, for a thread. */
export function parseRepositoryConfig(text: string): RepositoryConfigReading {
  const lines = new LineCounter();
  // A pretty error quotes its lines, which costs much where there are thousands of them.
  const document = parseDocument(text, { prettyErrors: false, lineCounter: lines });
  const [syntax] = document.errors;
  if (syntax) return { problems: [`Line ${lines.linePos(syntax.pos[0]).line} is not YAML: ${syntax.message}.`] };
  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: 20 });
  } catch {
    return { problems: ['It repeats itself by anchors more often than makes sense.'] };
  }
  const checked = repositorySchema.safeParse(content ?? {});
  if (checked.success) return { config: checked.data };
  const [first = 'It cannot be read.', ...others] = checked.error.issues.flatMap(toSentences).slice(0, mostProblems);
  return { problems: [first, ...others] };
}

function toSentences(issue: z.core.$ZodIssue): string[] {
  const key = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return [`${key === '' ? 'The file' : key} ${issue.message}.`];
  const known = keysAt(issue.path);
  return issue.keys.map((written) => {
    const name = [...issue.path.map(String), shown(written)].join('.');
    const nearest = nearestKey(written, known);
    const hint = nearest === undefined ? `known here: ${known.join(', ')}` : `did you mean ${nearest}?`;
    return `${name} is not a key: ${hint}${hint.endsWith('?') ? '' : '.'}`;
  });
}

/** The keys that the file may have at this place: at its top, or in one of its sections. */
function keysAt(place: readonly PropertyKey[]): string[] {
  const inside = Object.entries(repositorySchema.shape).find(([name]) => name === place[0])?.[1];
  const object = place.length === 0 ? repositorySchema : inside && 'unwrap' in inside ? inside.unwrap() : undefined;
  return object && 'shape' in object ? Object.keys(object.shape) : [];
}

function shown(written: string): string {
  return written.slice(0, 60).replaceAll(/[^\w. -]/g, '?');
}
