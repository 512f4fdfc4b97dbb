import { call, finish, readFile, type Turn } from '../../fakes/script.ts';
import type { RealCase } from './cases.ts';
import { editsBetween, type SourceChange } from './source-change.ts';

/** What the scripted model says: it reads, errs, is shown the failing tests, and then makes the project's own fix. */
export function scriptCase({ wrong }: RealCase, changes: readonly SourceChange[]): Turn[] {
  const target = changes.find(({ path }) => path === wrong.path);
  const line = target?.before.split('\n')[wrong.afterLine - 1];
  if (!target || line === undefined)
    throw new Error(`The fix does not change line ${wrong.afterLine} of ${wrong.path}.`);
  const attempt = { path: wrong.path, search: line, replace: `${line}\n${wrong.text}`, line: wrong.afterLine };
  const lines = target.before.split('\n');
  const afterAttempt = lines.toSpliced(wrong.afterLine, 0, wrong.text).join('\n');
  const rest = changes.map((change) => (change === target ? { ...change, before: afterAttempt } : change));
  return [
    changes.map(({ path }) => readFile(path)),
    [call('edit_file', attempt), finish('A first attempt, which the tests turn down.', wrong.subject)],
    {
      expect: 'fail',
      reply: [
        ...rest.flatMap(editsBetween),
        finish("The first attempt was wrong, as the tests say. This is the project's own fix.", 'Make the real fix'),
      ],
    },
  ];
}
