/**
 * Translates what Octokit throws into a `GitHubError`: a sentence, and the status of GitHub's answer where one arrived.
 * Octokit's own error holds the whole request and answer, which is nothing for a task's record. Other errors stay.
 */
export function toGitHubError(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'HttpError' || !('status' in error)) return error;
  const hasAnswer = 'response' in error && error.response !== undefined;
  // Octokit ends GitHub's sentence with a link to the reference.
  const message = error.message.replace(/ - https:\/\/\S+$/, '');
  return hasAnswer
    ? Object.assign(new Error(message), { name: 'GitHubError', status: error.status })
    : Object.assign(new Error(`GitHub could not be reached (${message}).`), { name: 'GitHubError' });
}

/** The status of GitHub's answer; undefined where it gave none. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined;
}

/** Whether a request that failed like this may have done its work all the same. */
export function mayHaveArrived(error: unknown): boolean {
  if (!(error instanceof Error) || error.name !== 'GitHubError') return false;
  const status = statusOf(error);
  return status === undefined || status >= 500;
}
