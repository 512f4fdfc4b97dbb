/**
 * Models near their end, and the day. The SDK keeps the same table (`DEPRECATED_MODELS`, 1.12.0) but does not export
 * it; a test compares the two.
 */
const endOfLife: Readonly<Record<string, string>> = {
  'claude-mythos-preview': 'June 30th, 2026',
  'claude-sonnet-4-5': 'November 30th, 2026',
  'claude-sonnet-4-5-20250929': 'November 30th, 2026',
};

/** A sentence for the operator when the model is going to be switched off, else null. */
export function deprecationWarning(model: string): string | null {
  const day = Object.hasOwn(endOfLife, model) ? endOfLife[model] : undefined;
  return day === undefined ? null : `The model ${model} ends on ${day}: configure a newer one.`;
}
