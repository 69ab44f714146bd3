import { inspect } from 'node:util';

/**
 * A value of a failed assertion as text. Vitest prints most values itself and hands over their text; some
 * assertions, such as toBeCloseTo, hand over the value, which after its way out of the worker can be an
 * object without any method.
 */
export function printedValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  return inspect(value).replaceAll('[Object: null prototype] ', '');
}
