import Anthropic from '@anthropic-ai/sdk';
import { expect, test } from 'vitest';
import { explainError } from '../../../src/adapters/anthropic/explain-error.ts';

test('a server that cannot be reached', () => {
  const error = new Anthropic.APIConnectionError({ cause: new Error('connect ECONNREFUSED 127.0.0.1:9') });
  expect(explainError(error, 'm')).toBe(
    'The model API could not be reached: check the network and ANTHROPIC_BASE_URL, then try again.',
  );
});

test('a rate limit that stays', () => {
  const body = { type: 'error', error: { type: 'rate_limit_error', message: 'Wait\nuntil  tomorrow' } };
  const error = Anthropic.APIError.generate(429, body, undefined, new Headers());
  expect(explainError(error, 'm')).toBe(
    'The rate limit of the model API did not lift in time: try again later (it said "Wait until tomorrow").',
  );
});

test('an answer that is no JSON, such as a page of a proxy, is quoted nowhere', () => {
  const error = Anthropic.APIError.generate(502, undefined, '<html>Bad gateway</html>', new Headers());
  expect(explainError(error, 'm')).toBe(
    'The model API is overloaded or failing, also after several tries: try again later.',
  );
});
