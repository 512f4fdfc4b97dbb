import type { Call } from './route.ts';

/** One page of a list as `page` and `per_page` ask for it (30, at most 100), with GitHub's `link` header. */
export function page<T>(call: Call, items: readonly T[]): { items: T[]; headers: Record<string, string> } {
  const size = Math.min(Number(call.query.get('per_page') ?? 30), 100);
  const number = Math.max(Number(call.query.get('page') ?? 1), 1);
  const last = Math.max(Math.ceil(items.length / size), 1);
  const links = [
    ...(number > 1 ? [link(call, 1, 'first'), link(call, number - 1, 'prev')] : []),
    ...(number < last ? [link(call, number + 1, 'next'), link(call, last, 'last')] : []),
  ];
  return {
    items: items.slice((number - 1) * size, number * size),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}

function link(call: Call, number: number, relation: string): string {
  const address = new URL(call.address);
  address.searchParams.set('page', String(number));
  return `<${address.href}>; rel="${relation}"`;
}
