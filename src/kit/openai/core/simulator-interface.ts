import type { Fault } from '../faults/fault.ts';
import type { Script, ScriptedReply } from '../model/script.ts';
import type { Clock } from './clock.ts';
import type { RecordedRequest } from './journal.ts';
import type { SentBodies } from './sent-bodies.ts';

/** The offline API: a function from requests to responses, and what surrounds it. */
export interface Simulator {
  /**
   * Answers one request.
   *
   * @throws ConnectionLost where a fault ends the connection before the headers
   */
  handle(request: Request): Promise<Response>;
  /** The requests since the last reset, in order; of many, the last thousand. */
  readonly requests: readonly RecordedRequest[];
  /** The bodies of the calls of one operation that were answered with success, in order. */
  sent<Name extends keyof SentBodies>(operation: Name): readonly SentBodies[Name][];
  /** Queues what goes wrong with the next requests, one fault each; `fault.ok()` lets one pass. */
  next(...faults: readonly Fault[]): void;
  /** Queues answers in place of the model's, one for each choice that is asked for. */
  reply(...replies: readonly ScriptedReply[]): void;
  /** Adds a script that may answer any prompt in place of the model. */
  script(script: Script): void;
  readonly clock: Clock;
  /** Requests to paths that the API does not have, and bugs of the simulator: each is a failed spec. */
  readonly failures: readonly string[];
  /** Forgets requests, faults, replies, scripts and everything stored; the clock starts anew. */
  reset(): void;
}
