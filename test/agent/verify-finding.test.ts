import { expect, test } from 'vitest';
import { type Claim, verifyFinding } from '../../src/agent/verify-finding.ts';
import { inMemorySteps } from '../fakes/in-memory-steps.ts';
import { call, modelOf, reply } from './replies.ts';

const code = `function total(items) {
  if (items === null) {
    return 0;
  }
  const sum = add(items.map((item) => item.price));
  return sum * 2;
}`;

const claim: Claim = {
  ...{ title: 'The sum is doubled.', consequence: 'One item of 3 costs 6.', path: 'cart.js' },
  ...{ lines: { start: 6, end: 6 }, named: ['  return sum * 2;', '}'] },
  ...{ code, text: code },
};

async function verdict(quote: string, more: Partial<Claim> = {}) {
  const model = modelOf(reply([call('verdict', { holds: true, quote, failure: 'total([{ price: 3 }]) is 6.' })]));
  return (await verifyFinding('01TASK', { ...claim, ...more }, model, inMemorySteps())).kind;
}

test.each([
  ['the line', 'return sum * 2;'],
  ['the line with those around it', '  const sum = add(items.map((item) => item.price));\n  return sum * 2;\n}'],
  ['most of the line', 'sum * 2'],
])('a quote of %s shows it', async (_, quote) => {
  expect(await verdict(quote)).toBe('holds');
});

test.each([
  ['a bracket', '}'],
  ['nothing', ' '],
  ['a word of the line', 'sum'],
  ['another line', 'if (items === null) {'],
  ['code that is not there', 'return sum * 3;'],
])('a quote of %s shows nothing, and the finding is dropped', async (_, quote) => {
  expect(await verdict(quote)).toBe('dropped');
});

test('where the lines say nothing, the code around them may be quoted', async () => {
  expect(await verdict('return 0;', { named: ['  }'] })).toBe('holds');
  expect(await verdict('}', { named: ['  }'] })).toBe('dropped');
});
