import { APIConnectionError, APIError } from '@anthropic-ai/sdk';
import { redactSecrets } from '../../security/redact-secrets.ts';

const longestQuote = 300;

/** One sentence for people on why the model gave no reply, and what to do. It never holds the key. */
export function explainError(error: unknown, model: string): string {
  return redactSecrets(explain(error, model));
}

function explain(error: unknown, model: string): string {
  if (error instanceof APIConnectionError) {
    return 'The model API could not be reached: check the network and ANTHROPIC_BASE_URL, then try again.';
  }
  if (!(error instanceof APIError)) {
    return 'The model API broke off or garbled its reply several times in a row: try again later.';
  }
  const said = quote(error);
  if (error.status === 401)
    return 'The model API refused the key: set ANTHROPIC_API_KEY to a valid one, then try again.';
  if (isOutOfCredit(error, said)) return 'The model account has no credit left: add credit, then try again.';
  if (error.status === 403)
    return `The key may not use the model ${model}: change the key's rights or the model${said}.`;
  if (error.status === 404) return `The model API does not know the model ${model}: configure a current one${said}.`;
  if (isTooLong(error, said)) {
    return `The conversation no longer fits into the model's context window: try again with a smaller context${said}.`;
  }
  if (error.status === 429) return `The rate limit of the model API did not lift in time: try again later${said}.`;
  if (error.status === undefined || error.status >= 500) {
    return `The model API is overloaded or failing, also after several tries: try again later${said}.`;
  }
  return `The model API refused the request with ${error.status}, which is a defect of GOATCODE: please report it${said}.`;
}

/** Credit shows as 402, or as a 400 with only its text to tell it by. */
function isOutOfCredit(error: APIError, said: string): boolean {
  return (
    error.status === 402 || error.type === 'billing_error' || (error.status === 400 && /credit balance/i.test(said))
  );
}

function isTooLong(error: APIError, said: string): boolean {
  return error.status === 413 || (error.status === 400 && /prompt is too long|context (limit|window)/i.test(said));
}

/** What the API said and the id that its operator can find the request by, in brackets. */
function quote(error: APIError): string {
  const text = (error.apiMessage ?? '').replace(/\s+/g, ' ').slice(0, longestQuote);
  const parts = [text && `it said "${text}"`, error.requestID && `request ${error.requestID}`].filter(Boolean);
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}
