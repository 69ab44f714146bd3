import { badRequest } from '../core/api-error.ts';

/** Guards that refuse a request's fields in the API's own words. `param` is the field's full path. */

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field that is left out or null. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

/** The refusal of a request that lacks a parameter. */
export function missing(param: string): Error {
  return badRequest(`Missing required parameter: '${param}'.`, param, 'missing_required_parameter');
}

/** The refusal of a value of the wrong type; `expected` with its article: `a string`. */
export function wrongType(param: string, expected: string, value: unknown): Error {
  const got = article(typeName(value));
  return badRequest(
    `Invalid type for '${param}': expected ${expected}, but got ${got} instead.`,
    param,
    'invalid_type',
  );
}

/** @throws ApiError when `body` has a key that is not in `known` */
export function refuseUnknownKeys(
  body: Readonly<Record<string, unknown>>,
  known: ReadonlySet<string>,
  at = '',
): void {
  for (const key of Object.keys(body)) {
    if (known.has(key)) continue;
    throw badRequest(`Unknown parameter: '${at}${key}'.`, `${at}${key}`, 'unknown_parameter');
  }
}

/** @throws ApiError when the value is missing or no string */
export function stringAt(value: unknown, param: string): string {
  if (isAbsent(value)) throw missing(param);
  if (typeof value !== 'string') throw wrongType(param, 'a string', value);
  return value;
}

/** @throws ApiError when there is a value and it is no boolean */
export function booleanAt(value: unknown, param: string, byDefault: boolean): boolean {
  if (isAbsent(value)) return byDefault;
  if (typeof value !== 'boolean') throw wrongType(param, 'a boolean', value);
  return value;
}

/** @throws ApiError when the value is missing or no object */
export function objectAt(value: unknown, param: string): Readonly<Record<string, unknown>> {
  if (isAbsent(value)) throw missing(param);
  if (!isObject(value)) throw wrongType(param, 'an object', value);
  return value;
}

/** @throws ApiError when the value is missing or no array */
export function arrayAt(value: unknown, param: string): readonly unknown[] {
  if (isAbsent(value)) throw missing(param);
  if (!Array.isArray(value)) throw wrongType(param, 'an array of objects', value);
  return value;
}

/** @throws ApiError when the value is missing or none of those supported */
export function oneOf<T extends string>(value: unknown, param: string, supported: readonly T[]): T {
  if (isAbsent(value)) throw missing(param);
  const found = supported.find((known) => known === value);
  if (found !== undefined) return found;
  if (typeof value !== 'string') throw wrongType(param, 'a string', value);
  throw badRequest(
    `Invalid value: '${value}'. Supported values are: ${listOf(supported)}.`,
    param,
    'invalid_value',
  );
}

/** What a number must be; without `max` there is none. */
export interface NumberRange {
  readonly kind: 'decimal' | 'integer';
  readonly min: number;
  readonly max?: number;
}

/** A number, or null when it is left out. @throws ApiError when it is none, or out of range */
export function numberAt(value: unknown, param: string, range: NumberRange): number | null {
  if (isAbsent(value)) return null;
  const { kind, min, max = Number.POSITIVE_INFINITY } = range;
  if (typeof value !== 'number' || (kind === 'integer' && !Number.isInteger(value))) {
    throw wrongType(param, kind === 'integer' ? 'an integer' : 'a decimal', value);
  }
  const side = value < min ? 'below minimum' : value > max ? 'above maximum' : null;
  if (side === null) return value;
  const bound = value < min ? `>= ${min}` : `<= ${max}`;
  throw badRequest(
    `Invalid '${param}': ${kind} ${side} value. Expected a value ${bound}, but got ${value} instead.`,
    param,
    `${kind}_${side === 'below minimum' ? 'below_min' : 'above_max'}_value`,
  );
}

/** @example listOf(['a', 'b', 'c']) // "'a', 'b', and 'c'" */
export function listOf(values: readonly string[]): string {
  const quoted = values.map((value) => `'${value}'`);
  if (quoted.length < 3) return quoted.join(' and ');
  return `${quoted.slice(0, -1).join(', ')}, and ${quoted.at(-1)}`;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'decimal';
  return typeof value;
}

function article(noun: string): string {
  if (noun === 'null') return noun;
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
