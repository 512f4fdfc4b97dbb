import { expect, test } from 'vitest';
import { evaluate, holds, interpolate, type Scope } from './actions/expression.ts';

const scope: Scope = {
  contexts: {
    inputs: { task: 'T1', iteration: 2, dry: false },
    github: { ref_name: 'goat/x' },
    steps: { a: { outcome: 'failure' } },
  },
  status: 'success',
};

test.each([
  ["'it''s'", "it's"],
  ['inputs.task', 'T1'],
  ['inputs.nothing', null],
  ["inputs.task == 't1'", true],
  ['inputs.iteration == 2 && !inputs.dry', true],
  ["inputs.dry || 'fallback'", 'fallback'],
  ['(1 == 2) != (1 == 1)', true],
  ["startsWith(github.ref_name, 'goat/')", true],
  ["format('{0}-{1}', inputs.task, 7)", 'T1-7'],
  ["steps.a.outcome == 'failure'", true],
  ['always()', true],
  ['failure()', false],
])('%s', (source, value) => {
  expect(evaluate(source, scope)).toBe(value);
});

test.each(['hashFiles(inputs.task)', 'secrets.TOKEN', 'inputs.task ==', 'a b', '1 + 1', "'open", 'toJSON(github)'])(
  'what is not supported fails loudly: %s',
  (source) => {
    expect(() => evaluate(source, scope)).toThrow('does not support the expression');
  },
);

test('a text is filled in, and a plain one stays', () => {
  expect(interpolate(`goat \${{ inputs.task }} #\${{inputs.iteration}}`, scope)).toBe('goat T1 #2');
  expect(interpolate('$HOME {{ }}', scope)).toBe('$HOME {{ }}');
});

test('a condition asks for success unless it speaks of the status itself', () => {
  const failed: Scope = { ...scope, status: 'failure' };
  expect(holds(undefined, scope)).toBe(true);
  expect(holds(undefined, failed)).toBe(false);
  expect(holds("inputs.task == 'T1'", failed)).toBe(false);
  expect(holds(`\${{ always() }}`, failed)).toBe(true);
  expect(holds("failure() && inputs.task == 'T1'", failed)).toBe(true);
});
