import { redactSecrets } from '../security/redact-secrets.ts';
import { sanitizeText, visibleText } from '../security/sanitize-text.ts';
import { cutText } from '../text/cut-text.ts';

/** What people wrote, as it is kept: as they see it, without secrets, at most so many characters. */
export function cleanProse(text: string, longest: number): string {
  return cutText(redactSecrets(sanitizeText(text)).trim(), longest);
}

/** The same for code and for what programs say. */
export function cleanCode(text: string, longest: number): string {
  return cutText(redactSecrets(visibleText(text)), longest);
}
