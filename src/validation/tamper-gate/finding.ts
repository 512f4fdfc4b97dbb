import { createHash } from 'node:crypto';
import { cutText } from '../../text/cut-text.ts';
import type { Tampering } from './tampering.ts';

const mostLines = 8;
const mostCharacters = 600;

/** A finding whose lines are quoted in bounds. */
export function finding({ before, after, ...rest }: Omit<Tampering, 'digest'>): Tampering {
  const digest = createHash('sha256')
    .update(JSON.stringify([before, after]))
    .digest('hex');
  return { ...rest, before: quote(before), after: quote(after), digest };
}

function quote(text: string): string {
  const lines = text.split('\n', mostLines + 1);
  const shown = cutText(lines.slice(0, mostLines).join('\n'), mostCharacters);
  return shown.length < text.trimEnd().length ? `${shown}\n…` : shown;
}
