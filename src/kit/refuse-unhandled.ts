/**
 * For `server.listen` of MSW: a request that no handler answers is an error. MSW 3 calls the option
 * `onUnhandledFrame`, MSW 2 `onUnhandledRequest`, and each passes over the other's.
 */
export const refuseUnhandled = {
  onUnhandledRequest: 'error',
  onUnhandledFrame: 'error',
} as const;
