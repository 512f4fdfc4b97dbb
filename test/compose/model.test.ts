import { expect, test } from 'vitest';
import { defaultModel } from '../../src/agent/default-model.ts';
import { modelChooser } from '../../src/compose/model.ts';

const server = { effort: null, thinkingTokens: null, baseUrl: null } as const;

test('a repository gets what the server works with, and the models that its operator allows', () => {
  const choose = modelChooser({ model: { ...server, name: null, smallName: 'small', allowed: ['other'] } }, 'key');
  expect(choose({})).toMatchObject({ model: { name: defaultModel }, smallModel: { name: 'small' } });
  expect(choose({ model: 'other', small: defaultModel })).toMatchObject({
    model: { name: 'other' },
    smallModel: { name: defaultModel },
  });
});

test('any other model is refused with those that it may name, the small one as well', () => {
  const choose = modelChooser({ model: { ...server, name: 'own', smallName: null, allowed: ['other'] } }, 'key');
  expect(choose({ model: 'dear' })).toEqual({ refused: 'dear', allowed: ['own', 'other'] });
  expect(choose({ small: 'dear' })).toEqual({ refused: 'dear', allowed: ['own', 'other'] });
  expect(choose({})).toMatchObject({ model: { name: 'own' }, smallModel: null });
});
