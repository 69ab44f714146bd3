import { numberAt, oneOf } from '../validation/check.ts';
import { badRequest } from './api-error.ts';

/** A page of a list, as every list of the API is answered. */
export interface Page<T> {
  readonly object: 'list';
  readonly data: readonly T[];
  readonly first_id: string | null;
  readonly last_id: string | null;
  readonly has_more: boolean;
}

export interface PageOptions {
  /** Items on a page when the query does not say. */
  readonly limit?: number;
  readonly order?: 'asc' | 'desc';
}

/**
 * Cuts the page that `after`, `limit` and `order` ask for.
 *
 * @param items oldest first
 * @throws ApiError when `after` names nothing, or `limit` is out of range
 */
export function pageOf<T extends { readonly id: string }>(
  items: readonly T[],
  query: URLSearchParams,
  options: PageOptions = {},
): Page<T> {
  const limit = query.has('limit') ? Number(query.get('limit')) : (options.limit ?? 20);
  numberAt(limit, 'limit', { kind: 'integer', min: 1, max: 10_000 });
  const order = query.has('order')
    ? oneOf<'asc' | 'desc'>(query.get('order'), 'order', ['asc', 'desc'])
    : (options.order ?? 'desc');
  const ordered = order === 'asc' ? items : items.toReversed();
  const after = query.get('after');
  const start = after === null ? 0 : ordered.findIndex(({ id }) => id === after) + 1;
  if (after !== null && start === 0) {
    throw badRequest(`Invalid 'after': there is no object with the id '${after}'.`, 'after', null);
  }
  const data = ordered.slice(start, start + limit);
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: start + limit < ordered.length,
  };
}
