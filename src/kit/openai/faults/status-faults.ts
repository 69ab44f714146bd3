import type { ErrorBody } from '../core/api-error.ts';
import { goDuration } from '../core/rate-limiter.ts';
import type { Fault } from './fault.ts';

/** No fault: lets one request through to a real answer. */
export function ok(): Fault {
  return { name: 'ok' };
}

/** 401: the key is wrong. */
export function unauthorized(): Fault {
  return refusal('unauthorized', 401, {
    message:
      'Incorrect API key provided: sk-wr***ng. You can find your API key at https://platform.openai.com/account/api-keys.',
    type: 'invalid_request_error',
    code: 'invalid_api_key',
  });
}

/** 403: the country is not served. */
export function forbidden(): Fault {
  return refusal('forbidden', 403, {
    message: 'Country, region, or territory not supported',
    type: 'request_forbidden',
    code: 'unsupported_country_region_territory',
  });
}

/** 404: there is no such model. */
export function notFound(model = 'gpt-none'): Fault {
  return refusal('notFound', 404, {
    message: `The model \`${model}\` does not exist or you do not have access to it.`,
    type: 'invalid_request_error',
    code: 'model_not_found',
  });
}

/** 409: another request holds the object. The SDK retries it. */
export function conflict(): Fault {
  return refusal('conflict', 409, {
    message: 'The resource is being changed by another request. Please try again.',
    type: 'invalid_request_error',
    code: 'conflict',
  });
}

export interface RateLimitFault {
  /** What ran out. Requests by default. */
  readonly by?: 'requests' | 'tokens';
  /** Sent as `retry-after`: seconds, or a date. */
  readonly retryAfter?: number | Date;
  /** Sent as `retry-after-ms`. */
  readonly retryAfterMs?: number;
}

/** 429: too fast. Without options no header says when to try again, and the SDK backs off by itself. */
export function rateLimit(options: RateLimitFault = {}): Fault {
  const { by = 'requests', retryAfter, retryAfterMs } = options;
  const unit = by === 'requests' ? 'requests per min (RPM)' : 'tokens per min (TPM)';
  const wait = retryAfterMs ?? (typeof retryAfter === 'number' ? retryAfter * 1000 : 644);
  const limit =
    by === 'requests'
      ? 'Limit 500, Used 500, Requested 1'
      : 'Limit 30000, Used 29937, Requested 385';
  const headers: Record<string, string> = {};
  if (retryAfterMs !== undefined) headers['retry-after-ms'] = String(retryAfterMs);
  if (retryAfter !== undefined) {
    headers['retry-after'] =
      retryAfter instanceof Date ? retryAfter.toUTCString() : String(retryAfter);
  }
  const body = {
    message: `Rate limit reached for gpt-4o in organization org-offline on ${unit}: ${limit}. Please try again in ${goDuration(wait)}. Visit https://platform.openai.com/account/rate-limits to learn more.`,
    type: by,
    code: 'rate_limit_exceeded',
  };
  return refusal('rateLimit', 429, body, headers);
}

/** 429: the credit is used up. Trying again does not help, but the SDK does not know that. */
export function quota(): Fault {
  return refusal('quota', 429, {
    message:
      'You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.',
    type: 'insufficient_quota',
    code: 'insufficient_quota',
  });
}

/** 500: their fault. */
export function serverError(): Fault {
  return refusal('serverError', 500, {
    message: 'The server had an error while processing your request. Sorry about that!',
    type: 'server_error',
    code: null,
  });
}

/** 502 from a proxy in between: a page of HTML, not JSON. */
export function badGateway(): Fault {
  return {
    name: 'badGateway',
    instead: {
      status: 502,
      headers: { 'content-type': 'text/html' },
      body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n',
    },
  };
}

/** 503: overloaded. */
export function overloaded(): Fault {
  return refusal('overloaded', 503, {
    message: 'The engine is currently overloaded, please try again later',
    type: 'server_error',
    code: null,
  });
}

/** Any other refusal, spelled out. */
export function status(code: number, error: Partial<ErrorBody['error']> = {}): Fault {
  return refusal('status', code, {
    message: error.message ?? `The request was refused with status ${code}.`,
    type: error.type ?? 'invalid_request_error',
    param: error.param ?? null,
    code: error.code ?? null,
  });
}

/** The connection ends before any header: no answer at all. */
export function disconnect(): Fault {
  return { name: 'disconnect', instead: 'drop' };
}

/** The headers come late: `milliseconds` by fake timers or the simulator's clock. */
export function slowHeaders(milliseconds: number): Fault {
  return { name: 'slowHeaders', headersAfter: milliseconds };
}

function refusal(
  name: string,
  code: number,
  error: Omit<ErrorBody['error'], 'param'> & { readonly param?: string | null },
  headers: Readonly<Record<string, string>> = {},
): Fault {
  const { message, type, param = null } = error;
  return {
    name,
    instead: {
      status: code,
      headers: { 'content-type': 'application/json', ...headers },
      body: { error: { message, type, param, code: error.code } },
    },
  };
}
