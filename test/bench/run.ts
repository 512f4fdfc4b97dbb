/** A measurement: takes its arguments, prints what it found, and returns the exit code. */
type Bench = (args: readonly string[]) => Promise<number>;

const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  cleaning: async () => (await import('./cleaning.ts')).cleaning,
  context: async () => (await import('./context.ts')).context,
  hostile: async () => (await import('./hostile.ts')).hostile,
  index: async () => (await import('./index.ts')).index,
  kill: async () => (await import('./kill.ts')).kill,
  languages: async () => (await import('./languages.ts')).languages,
  localize: async () => (await import('./localize.ts')).localize,
  memory: async () => (await import('./memory.ts')).memory,
  merge: async () => (await import('./patch/merges.ts')).merges,
  patch: async () => (await import('./patch/edits.ts')).edits,
  'real-fixes': async () => (await import('./real-fixes.ts')).realFixes,
  reports: async () => (await import('./reports.ts')).reports,
  tamper: async () => (await import('./tamper.ts')).tamper,
  review: async () => (await import('./review.ts')).review,
  setup: async () => (await import('./setup.ts')).setup,
  search: async () => (await import('./search.ts')).search,
  task: async () => (await import('./task.ts')).task,
  tokens: async () => (await import('./tokens.ts')).tokens,
  validate: async () => (await import('./validate.ts')).validate,
};

const [name = '', ...args] = process.argv.slice(2);
const bench = Object.hasOwn(benches, name) ? await benches[name]?.() : undefined;
if (bench) {
  process.exitCode = await bench(args).catch(sayWhatIsWrong);
} else {
  process.stderr.write(`npm run bench -- NAME …, where NAME is one of: ${Object.keys(benches).join(', ')}.\n`);
  process.exitCode = 2;
}

/** With the arguments, in one sentence; anything else is a fault of the bench. */
function sayWhatIsWrong(error: unknown): number {
  const isWrongArgument = error instanceof TypeError && 'code' in error && `${error.code}`.startsWith('ERR_PARSE_ARGS');
  if (!isWrongArgument) throw error;
  process.stderr.write(`npm run bench -- ${name}: ${error.message.split('. ', 1)[0]}.\n`);
  return 2;
}
