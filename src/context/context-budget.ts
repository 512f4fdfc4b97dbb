/** What a request to a model may hold, and what of it is taken before there is any context. */
export interface ContextBudget {
  /** Prompts, request, context and reply together, in the model's own tokens. */
  readonly tokens: number;
  /** Kept free for the reply, in the model's own tokens. */
  readonly replyTokens: number;
  readonly maxChunks: number;
  /** The model's own tokens for one of cl100k. */
  readonly ratio: number;
  /** The system prompt and the definitions of the tools, in tokens of cl100k. */
  readonly system: number;
  /** The request without its context, in tokens of cl100k. */
  readonly request: number;
}

export const defaultBudget = { tokens: 100_000, replyTokens: 4_000, maxChunks: 20 } as const;

/** What each share costs, in the model's own tokens as estimated. `total` is never over the budget. */
export interface ContextCost {
  readonly system: number;
  readonly request: number;
  readonly facts: number;
  readonly map: number;
  readonly chunks: number;
  readonly reply: number;
  readonly total: number;
}

export interface BudgetTooSmall {
  readonly kind: 'budget too small';
  /** The least budget that would do. */
  readonly neededTokens: number;
  readonly reason: string;
}

/** Where the parts of a request meet, an encoder may count some tokens more than in each of them. */
const seams = 16;
/** With less there is no point in a context. In tokens of cl100k. */
const leastContext = 500;

/** The tokens of cl100k that are left for the context, or that they are too few. */
export function contextRoom(budget: ContextBudget): number | BudgetTooSmall {
  const sent = budget.system + budget.request + seams;
  const room = Math.floor((budget.tokens - budget.replyTokens) / budget.ratio) - sent;
  if (room >= leastContext) return room;
  const neededTokens = Math.ceil((sent + leastContext) * budget.ratio) + budget.replyTokens;
  const [needed, given] = [neededTokens, budget.tokens].map((tokens) => tokens.toLocaleString('en-US'));
  const reason = `The request, its prompts, the reply and the least context need ${needed} tokens, and the budget is ${given}.`;
  return { kind: 'budget too small', neededTokens, reason };
}

/** @param counts tokens of cl100k. */
export function costOf(
  { ratio, system, request, replyTokens }: ContextBudget,
  { facts, map, chunks }: { readonly facts: number; readonly map: number; readonly chunks: number },
): ContextCost {
  const own = (count: number) => Math.round(count * ratio);
  return {
    system: own(system),
    request: own(request + seams),
    facts: own(facts),
    map: own(map),
    chunks: own(chunks),
    reply: replyTokens,
    total: Math.ceil((system + request + seams + facts + map + chunks) * ratio) + replyTokens,
  };
}
