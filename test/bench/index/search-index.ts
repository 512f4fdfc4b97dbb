import { z } from 'zod';
import { searchCode } from '../../../src/context/search-code.ts';
import type { Job } from './job.ts';
import { openIndex } from './open-index.ts';

/** As people and agents ask: prose, identifiers, a message, a path. */
const queries = [
  'parse the header of a request',
  'validate the options of a command and report unknown ones',
  'TypeError: cannot read properties of undefined',
  'close the connection when the client goes away',
  'README',
  'retry with exponential backoff',
  'BeanDefinition',
  'render a template with a layout',
  'has_many association with dependent destroy',
  'where are symbols resolved during type inference',
  'RouteHandler',
  'convert a date to another time zone',
  'memory leak in event listeners',
  'src/index.ts',
  'escape HTML in attribute values',
  'ActiveRecord::Migration',
  'simplify a polynomial expression',
  'load configuration from a YAML file',
  'assert that an exception is raised',
  'drag and drop of list items',
];
const rounds = 3;
/** Until the fifth search of a process each reads through all words; then it puts them in order by term. */
const searchesUntilOrdered = 5;

const result = z.object({
  /** Milliseconds: the first query of the process, which reads what later ones find in memory. */
  cold: z.number(),
  /** Milliseconds of those after it that do not have the words in order by term, or put them so. */
  early: z.array(z.number()),
  /** Milliseconds of each later query, ascending. */
  warm: z.array(z.number()),
  /** Queries that found nothing. */
  empty: z.number(),
});

export const job: Job<z.infer<typeof result>> = {
  url: import.meta.url,
  result,
  async run(target) {
    const index = await openIndex(target);
    const parts = { search: index.search, embedders: [index.embedder] };
    let empty = 0;
    const timed = async (query: string) => {
      const start = performance.now();
      const { results } = await searchCode(parts, target, query, { limit: 10 });
      if (results.length === 0) empty += 1;
      return performance.now() - start;
    };
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) for (const query of queries) times.push(await timed(query));
    await index.close();
    const [cold = 0, ...later] = times;
    const early = later.splice(0, searchesUntilOrdered - 1);
    return { cold, early, warm: later.sort((left, right) => left - right), empty };
  },
};
