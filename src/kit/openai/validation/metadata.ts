import { badRequest } from '../core/api-error.ts';
import { isAbsent, objectAt, stringAt } from './check.ts';

/** Up to 16 pairs of short strings. */
export function readMetadata(value: unknown): Readonly<Record<string, string>> | null {
  if (isAbsent(value)) return null;
  const pairs = Object.entries(objectAt(value, 'metadata'));
  if (pairs.length > 16) {
    throw badRequest(
      `Invalid 'metadata': too many properties. Expected an object with at most 16 properties, but got an object with ${pairs.length} properties instead.`,
      'metadata',
      'object_above_max_properties',
    );
  }
  return Object.fromEntries(pairs.map(([key, text]) => [key, stringAt(text, `metadata.${key}`)]));
}
