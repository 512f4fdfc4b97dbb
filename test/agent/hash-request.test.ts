import { expect, test } from 'vitest';
import { canonicalJson, hashRequest } from '../../src/agent/hash-request.ts';

const request = { system: 's', messages: [], tools: [], maxTokens: 1 };

test('the order of keys does not matter, that of lists does', () => {
  expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
  expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
});

test('everything that is sent is in the hash, the model too', () => {
  const hash = hashRequest('m', request);
  expect(hashRequest('m', { ...request })).toBe(hash);
  expect(hashRequest('n', request)).not.toBe(hash);
  expect(hashRequest('m', { ...request, system: 't' })).not.toBe(hash);
});
