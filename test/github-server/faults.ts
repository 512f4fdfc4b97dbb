/** How a call can fail, as it does on GitHub. */
export type Fault =
  /** The service is broken, or this call is not for the App; nothing was done. */
  | { readonly kind: 'status'; readonly status: 403 | 500 | 502 | 503 }
  | { readonly kind: 'secondary limit'; readonly retryAfterSeconds?: number }
  | { readonly kind: 'primary limit'; readonly resetAt: Date }
  /** The connection breaks before anything is done. */
  | { readonly kind: 'reset' }
  /** The work is done, but the connection breaks before the reply. */
  | { readonly kind: 'lose reply' }
  /** The work is done, but the connection breaks in the middle of the reply. */
  | { readonly kind: 'cut reply' }
  | { readonly kind: 'slow reply'; readonly milliseconds: number };

export interface FaultRule {
  readonly method: string;
  /** A path in which `*` stands for one segment and a last `**` for the rest. */
  readonly path: string;
  readonly fault: Fault;
  /** How many matching calls it meets; 1 when not given. */
  readonly times?: number;
  /** How many matching calls pass before. */
  readonly after?: number;
}

export interface Faults {
  inject(rule: FaultRule): void;
  /** The fault that this call meets, if any; it counts as used. */
  take(method: string, path: string): Fault | undefined;
  clear(): void;
}

export function createFaults(): Faults {
  const rules: { rule: FaultRule; pattern: RegExp; pass: number; left: number }[] = [];
  return {
    inject(rule) {
      rules.push({ rule, pattern: pathPattern(rule.path), pass: rule.after ?? 0, left: rule.times ?? 1 });
    },
    take(method, path) {
      for (const entry of rules) {
        if (entry.left === 0 || entry.rule.method !== method || !entry.pattern.test(path)) continue;
        if (entry.pass > 0) {
          entry.pass -= 1;
          continue;
        }
        entry.left -= 1;
        return entry.rule.fault;
      }
      return undefined;
    },
    clear() {
      rules.length = 0;
    },
  };
}

function pathPattern(path: string): RegExp {
  const source = path
    .split('/')
    .map((segment) => {
      if (segment === '**') return '.*';
      return segment
        .split('*')
        .map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
        .join('[^/]*');
    })
    .join('/');
  return new RegExp(`^${source}$`);
}
