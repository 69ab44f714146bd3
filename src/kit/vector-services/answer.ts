/** What a service sends back: a status, a body (JSON, or text where it is a string) and headers. */
export interface ServiceAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown where a request is refused, and turned into the service's own form of an error. */
export class Refused extends Error {
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A vector that came as JSON; {@link Refused} when it is none. */
export function vectorOf(value: unknown, name: string): readonly number[] {
  const isVector = Array.isArray(value) && value.every((entry) => Number.isFinite(entry));
  if (isVector && value.length > 0) return value;
  throw new Refused(`${name} must be a list of numbers that is not empty`);
}

export function wholeNumberOf(value: unknown, name: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value;
  throw new Refused(`${name} must be a whole number from 1 on, got ${JSON.stringify(value)}`);
}
