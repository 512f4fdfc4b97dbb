import type { FileMode } from './workspace.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Undefined where a path is not UTF-8. */
export function decodePath(bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Old repositories hold modes such as 100664; git itself looks at the executable bit alone. */
export function fileMode(mode: string): FileMode {
  if (mode === '120000' || mode === '160000') return mode;
  return (Number.parseInt(mode, 8) & 0o100) === 0 ? '100644' : '100755';
}
