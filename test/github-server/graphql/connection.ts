import { z } from 'zod';
import { Refusal } from '../http/refusal.ts';

const pageInput = z.object({ first: z.number().nullish(), last: z.number().nullish(), after: z.string().nullish() });

/** A field that gives a list by pages: https://docs.github.com/en/graphql/guides/using-pagination-in-the-graphql-api */
export function connection<T>(items: readonly T[]) {
  return (argument: unknown) => {
    const { after, first, last } = pageInput.parse(argument);
    if (first == null && last == null) throw new Refusal(200, 'You must provide a `first` or `last` value.');
    if (Math.max(first ?? 0, last ?? 0) > 100)
      throw new Refusal(200, 'Requesting more than 100 records exceeds the limit.');
    const start = first == null ? Math.max(items.length - (last ?? 0), 0) : after == null ? 0 : Number(after);
    const end = first == null ? items.length : Math.min(start + first, items.length);
    return {
      totalCount: items.length,
      nodes: items.slice(start, end),
      pageInfo: {
        hasNextPage: end < items.length,
        hasPreviousPage: start > 0,
        startCursor: String(start),
        endCursor: String(end),
      },
    };
  };
}
