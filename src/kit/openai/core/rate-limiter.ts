import { ApiError } from './api-error.ts';
import type { Clock } from './clock.ts';

export interface RateLimit {
  readonly requestsPerMinute: number;
  readonly tokensPerMinute: number;
}

export interface RateLimiter {
  /** The headers that count down, as of now. */
  headers(): Readonly<Record<string, string>>;
  /** Books one request. @throws ApiError 429 when the minute holds no more */
  bookRequest(model: string): void;
  /** Books tokens for the request that was booked last. @throws ApiError 429 */
  bookTokens(model: string, tokens: number): void;
  reset(): void;
}

const minute = 60_000;
const organization = 'org-offline';

/** A sliding window of one minute over the simulator's clock. */
export function createRateLimiter(limit: RateLimit, clock: Clock): RateLimiter {
  let requests: number[] = [];
  let tokens: { readonly at: number; readonly count: number }[] = [];

  const forgetOld = (): void => {
    const since = clock.now() - minute;
    requests = requests.filter((at) => at > since);
    tokens = tokens.filter(({ at }) => at > since);
  };
  const usedTokens = (): number => tokens.reduce((sum, { count }) => sum + count, 0);

  return {
    headers() {
      forgetOld();
      const untilFree = (at: number | undefined): number =>
        at === undefined ? 0 : at + minute - clock.now();
      return {
        'x-ratelimit-limit-requests': String(limit.requestsPerMinute),
        'x-ratelimit-limit-tokens': String(limit.tokensPerMinute),
        'x-ratelimit-remaining-requests': String(limit.requestsPerMinute - requests.length),
        'x-ratelimit-remaining-tokens': String(Math.max(0, limit.tokensPerMinute - usedTokens())),
        'x-ratelimit-reset-requests': goDuration(untilFree(requests[0])),
        'x-ratelimit-reset-tokens': goDuration(untilFree(tokens[0]?.at)),
      };
    },
    bookRequest(model) {
      forgetOld();
      if (requests.length >= limit.requestsPerMinute) {
        const wait = (requests[0] ?? 0) + minute - clock.now();
        throw limited({
          model,
          of: 'requests',
          limit: limit.requestsPerMinute,
          used: requests.length,
          asked: 1,
          wait,
        });
      }
      requests.push(clock.now());
    },
    bookTokens(model, count) {
      forgetOld();
      const used = usedTokens();
      if (count > limit.tokensPerMinute) throw tooLarge(model, limit.tokensPerMinute, count);
      if (used + count > limit.tokensPerMinute) {
        const wait = (tokens[0]?.at ?? 0) + minute - clock.now();
        throw limited({
          model,
          of: 'tokens',
          limit: limit.tokensPerMinute,
          used,
          asked: count,
          wait,
        });
      }
      tokens.push({ at: clock.now(), count });
    },
    reset() {
      requests = [];
      tokens = [];
    },
  };
}

export interface Limited {
  readonly model: string;
  readonly of: 'requests' | 'tokens';
  readonly limit: number;
  readonly used: number;
  readonly asked: number;
  /** Milliseconds until it would fit. */
  readonly wait: number;
}

/** The 429 of a full minute, with both `retry-after` headers. */
export function limited({ model, of, limit, used, asked, wait }: Limited): ApiError {
  const unit = of === 'requests' ? 'requests per min (RPM)' : 'tokens per min (TPM)';
  return new ApiError({
    status: 429,
    message: `Rate limit reached for ${model} in organization ${organization} on ${unit}: Limit ${limit}, Used ${used}, Requested ${asked}. Please try again in ${goDuration(wait)}. Visit https://platform.openai.com/account/rate-limits to learn more.`,
    type: of,
    code: 'rate_limit_exceeded',
    headers: { 'retry-after-ms': String(wait), 'retry-after': String(Math.ceil(wait / 1000)) },
  });
}

function tooLarge(model: string, limit: number, asked: number): ApiError {
  return new ApiError({
    status: 429,
    message: `Request too large for ${model} in organization ${organization} on tokens per min (TPM): Limit ${limit}, Requested ${asked}. The input or output tokens must be reduced in order to run successfully. Visit https://platform.openai.com/account/rate-limits to learn more.`,
    type: 'tokens',
    code: 'rate_limit_exceeded',
  });
}

/** @example goDuration(360_000) // '6m0s' */
export function goDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)}ms`;
  const seconds = Number((milliseconds / 1000).toFixed(3));
  if (seconds < 60) return `${seconds}s`;
  return `${Math.floor(seconds / 60)}m${Number((seconds % 60).toFixed(3))}s`;
}
