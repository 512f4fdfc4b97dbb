import type { Model } from '../agent/model.ts';
import type { RepositoryConfig } from '../config/repository-config.ts';
import { configurationPath } from '../text/configuration-path.ts';
import { EndTask } from './outcome.ts';

export interface ChosenModels {
  readonly model: Model;
  /** A cheap one for small calls; null where none is configured. */
  readonly smallModel: Model | null;
}

/** What a repository asks for, or the name of the model that it may not have and those that it may. */
export type ModelChoice = ChosenModels | { readonly refused: string; readonly allowed: readonly string[] };

/** @throws EndTask where the repository names a model that the server does not allow. */
export function chooseModels(
  { models }: RepositoryConfig,
  modelsFor: (wish: RepositoryConfig['models']) => ModelChoice,
): ChosenModels {
  const chosen = modelsFor(models);
  if (!('refused' in chosen)) return chosen;
  const known = chosen.allowed.map((name) => `\`${name}\``).join(', ');
  throw new EndTask({
    kind: 'declined',
    reason: `\`${configurationPath}\` asks for the model \`${chosen.refused}\`; this server allows ${known}.`,
    next: 'Name another in the file on the default branch, or let the operator allow it; then comment `/goat fix` again.',
  });
}
