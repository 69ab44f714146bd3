import { ApiError } from './api-error.ts';

/**
 * Refuses a request without a key, or with one that is not accepted.
 *
 * @param header the request's `authorization`
 * @param accepted by default every key is
 * @throws ApiError 401
 */
export function refuseKey(header: string | null, accepted: readonly string[] | undefined): void {
  const key = /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1];
  if (key === undefined) {
    throw new ApiError({
      status: 401,
      message:
        "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
    });
  }
  if (accepted === undefined || accepted.includes(key)) return;
  throw new ApiError({
    status: 401,
    message: `Incorrect API key provided: ${key.slice(0, 5)}***${key.slice(-2)}. You can find your API key at https://platform.openai.com/account/api-keys.`,
    code: 'invalid_api_key',
  });
}
