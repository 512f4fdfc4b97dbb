import { expect, test } from 'vitest';
import { defaultRepositoryConfig } from '../../src/config/repository-config.ts';
import { chooseModels } from '../../src/tasks/choose-models.ts';
import { EndTask } from '../../src/tasks/outcome.ts';
import { modelOf } from '../agent/replies.ts';

test('a model that the server does not allow ends the task with the key, the name and those that it may have', () => {
  const choose = () => chooseModels(defaultRepositoryConfig, () => ({ refused: 'dear', allowed: ['own', 'other'] }));
  expect(choose).toThrow(EndTask);
  expect(choose).toThrow('`.github/goat.yml` asks for the model `dear`; this server allows `own`, `other`.');
});

test('the wish of the repository is what is asked for', () => {
  const wishes: unknown[] = [];
  const config = { ...defaultRepositoryConfig, models: { model: 'other', effort: 'low' as const } };
  const chosen = { model: modelOf(), smallModel: null };
  expect(
    chooseModels(config, (wish) => {
      wishes.push(wish);
      return chosen;
    }),
  ).toBe(chosen);
  expect(wishes).toEqual([{ model: 'other', effort: 'low' }]);
});
