import type { ModelRequest } from '../../agent/model.ts';
import { redactSecrets } from '../../security/redact-secrets.ts';
import type { RecordedStep } from './recording.ts';

/** A request as texts, without secrets: what comes first in it, then one for each message. */
export function requestTexts({ system, tools, messages, maxTokens }: ModelRequest): string[] {
  const parts = [{ maxTokens, tools }, ...messages];
  return [system, ...parts.map((part) => JSON.stringify(part, null, 1))].map(redactSecrets);
}

/** What a request adds to the one before. */
export function addedTexts(earlier: readonly string[], texts: readonly string[]): NonNullable<RecordedStep['asked']> {
  const differs = texts.findIndex((text, index) => text !== earlier[index]);
  const kept = differs === -1 ? texts.length : differs;
  return { kept, added: texts.slice(kept) };
}
