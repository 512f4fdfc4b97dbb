/** Adds up the durations that several summaries give. */
export interface Clock {
  /** `813ms`, `1.2s`, `1m 3.5s`, `00:01.250`, or a number of seconds. Ignored where it is none of them. */
  add(text: string | undefined): void;
  /** Empty where no duration was read. */
  read(): { seconds?: number };
}

const part = /(\d{1,9}(?:[.,]\d{1,9})?) ?(ms|s|m|h)(?![a-z])/g;
const units = { h: 3600, m: 60, s: 1, ms: 0.001 };
const colons = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2}(?:[.,]\d{1,9})?)$/;

export function createClock(): Clock {
  let seconds: number | undefined;
  return {
    add(text) {
      const more = text === undefined ? undefined : readDuration(text.trim());
      if (more !== undefined) seconds = (seconds ?? 0) + more;
    },
    read: () => (seconds === undefined ? {} : { seconds: Math.round(seconds * 1000) / 1000 }),
  };
}

function readDuration(text: string): number | undefined {
  const [, hours = '0', minutes, rest = ''] = colons.exec(text) ?? [];
  if (minutes !== undefined) return Number(hours) * 3600 + Number(minutes) * 60 + readNumber(rest);
  if (/^\d{1,9}(?:[.,]\d{1,9})?$/.test(text)) return readNumber(text);
  const parts = [...text.matchAll(part)];
  if (parts.length === 0) return undefined;
  return parts.reduce((sum, [, count = '', unit]) => sum + readNumber(count) * unitOf(unit), 0);
}

const readNumber = (text: string) => Number(text.replace(',', '.'));

function unitOf(name: string | undefined): number {
  return name === 'h' || name === 'm' || name === 'ms' ? units[name] : units.s;
}
