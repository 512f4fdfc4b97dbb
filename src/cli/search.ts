import { queryRewriter } from '../compose/model.ts';
import { readCommandLineEnvironment } from '../config/environment.ts';
import { answerQuestion, rewriteQuestion } from './answer-question.ts';
import { describeResults } from './describe-results.ts';
import { findSnapshot } from './find-snapshot.ts';
import { say } from './say.ts';
import { readSearchRequest } from './search-request.ts';
import { withIndex } from './with-index.ts';

/** `goat search DIR QUERY|-`: asks about the code of a commit, which is indexed first where it is not. */
export async function searchCommand(args: readonly string[]): Promise<number> {
  const config = readCommandLineEnvironment();
  const request = await readSearchRequest(args);
  const rewrite = request.question.kind === 'text' && request.question.rewrite ? queryRewriter(config) : undefined;
  const snapshot = await findSnapshot(config, request.folder, request.revision);
  return withIndex(config, snapshot, async (index, _, signal) => {
    const question = rewrite ? await rewriteQuestion(request.question, rewrite, signal) : request.question;
    const answer = await answerQuestion(index, snapshot, question, request.top);
    const { results, total } = answer;
    const looks = { colours: process.stdout.isTTY && process.stdout.hasColors(), scores: total === undefined };
    process.stdout.write(request.json ? `${JSON.stringify(answer)}\n` : describeResults(results, looks));
    const more = (total ?? 0) - results.length;
    if (more > 0) say(`There are ${more} more: ask for them with --top ${total}.`);
    if (results.length > 0) return 0;
    const language = question.kind === 'text' ? question.language : null;
    say(
      language === null
        ? 'Nothing was found: try other words, or another revision with --rev.'
        : `Nothing was found in files of ${language}: search without --language, or try other words.`,
    );
    return 1;
  });
}
