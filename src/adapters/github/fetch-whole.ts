/** Milliseconds for a request and its whole answer. GitHub itself gives up after 10 seconds; a proxy may not. */
const longestRequestMs = 60_000;

/**
 * `fetch` that fails when the answer breaks off. Octokit takes half of an answer for a text and returns it as if
 * nothing had happened; failed here, the request is repeated like any other.
 */
export async function fetchWhole(url: string, options: RequestInit = {}): Promise<Response> {
  const timeout = AbortSignal.timeout(longestRequestMs);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  const response = await fetch(url, { ...options, signal });
  const body = await response.arrayBuffer();
  const isJson = /^application\/(?:\w+\+)?json\b/.test(response.headers.get('content-type') ?? '');
  if (response.ok && isJson && body.byteLength > 0) JSON.parse(new TextDecoder().decode(body));
  return new Response(body.byteLength > 0 ? body : null, response);
}
