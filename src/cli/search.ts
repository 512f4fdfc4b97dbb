import type { LocalIndex } from '../compose/local-index.ts';
import { readCommandLineEnvironment } from '../config/environment.ts';
import { type SearchAnswer, searchCode } from '../context/search-code.ts';
import type { SnapshotRef } from '../indexing/snapshot.ts';
import { describeResults } from './describe-results.ts';
import { findSnapshot } from './find-snapshot.ts';
import { say } from './say.ts';
import { readSearchRequest, type SearchRequest } from './search-request.ts';
import { withIndex } from './with-index.ts';

/** `goat search DIR QUERY|-`: the places in a commit that a text is about. The commit is indexed first where it is not. */
export async function searchCommand(args: readonly string[]): Promise<number> {
  const config = readCommandLineEnvironment();
  const request = await readSearchRequest(args);
  const snapshot = await findSnapshot(config, request.folder, request.revision);
  return withIndex(config, snapshot, async (index) => {
    const answer = await search(index, snapshot, request);
    process.stdout.write(
      request.json ? `${JSON.stringify(answer)}\n` : describeResults(answer.results, process.stdout.isTTY),
    );
    if (answer.results.length > 0) return 0;
    say('Nothing was found: try other words, or another revision with --rev.');
    return 1;
  });
}

async function search(
  index: LocalIndex,
  snapshot: SnapshotRef,
  { question, top }: SearchRequest,
): Promise<SearchAnswer> {
  const { chunkSearch } = index;
  switch (question.kind) {
    case 'text': {
      const parts = { search: chunkSearch, embedders: await index.embeddersOf(snapshot) };
      const language = question.language === null ? {} : { language: question.language };
      return searchCode(parts, snapshot, question.query, { limit: top, ...language });
    }
    case 'uses':
    case 'importers':
      throw new Error('not yet');
  }
}
