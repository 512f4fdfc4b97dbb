export interface FieldError {
  readonly resource: string;
  readonly field?: string;
  readonly code: string;
  readonly message?: string;
}

/** An answer with an error status, thrown from wherever it is decided. */
export class Refusal extends Error {
  readonly status: number;
  /** Reviews are refused in plain sentences, everything else by field. */
  readonly errors: readonly (FieldError | string)[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    errors: readonly (FieldError | string)[] = [],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }
}

export function notFound(): Refusal {
  return new Refusal(404, 'Not Found');
}

export function unprocessable(message: string): Refusal {
  return new Refusal(422, message);
}

export function validationFailed(...errors: FieldError[]): Refusal {
  return new Refusal(422, 'Validation Failed', errors);
}

export function notAccessible(): Refusal {
  return new Refusal(403, 'Resource not accessible by integration');
}
