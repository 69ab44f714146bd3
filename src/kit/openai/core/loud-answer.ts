import { type Answer, jsonAnswer } from './answer.ts';

/** An error that only the simulator makes; `x-should-retry` tells the SDK that trying again is no help. */
export function loudAnswer(status: number, message: string): Answer {
  const answer = jsonAnswer(
    { error: { message, type: 'invalid_request_error', param: null, code: 'offline_api' } },
    status,
  );
  return { ...answer, headers: { ...answer.headers, 'x-should-retry': 'false' } };
}
