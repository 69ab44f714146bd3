import { hashOf } from '../core/hash.ts';

/** The ids of a response and its items: 50 hexadecimal digits, of which the first 24 are shared. */
export interface ResponseIds {
  readonly response: string;
  item(prefix: 'msg_' | 'fc_' | 'rs_', place: number): string;
}

export function responseIds(origin: string): ResponseIds {
  const shared = hashOf('response', origin).slice(0, 24);
  return {
    response: `resp_${shared}${hashOf(origin, 'own').slice(0, 26)}`,
    item: (prefix, place) => `${prefix}${shared}${hashOf(origin, prefix, place).slice(0, 26)}`,
  };
}
