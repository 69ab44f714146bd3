import type { RateLimit } from './rate-limiter.ts';

export interface SimulatorOptions {
  /** Keys that are accepted. By default every key is. */
  readonly apiKeys?: readonly string[];
  /** Where the API is. By default `https://api.openai.com/v1`. */
  readonly baseURLs?: readonly string[];
  /** What the clock shows at the start. By default 1 January 2026, 00:00 UTC. */
  readonly startAt?: Date;
  /** Lets the clock follow the computer's own time, for a server. */
  readonly realTime?: boolean;
  readonly rateLimit?: Partial<RateLimit>;
  /**
   * Who answers where no reply is scripted: the model that reads its prompt, or (`scripted`) nobody, so
   * that an unforeseen prompt fails. By default the model.
   */
  readonly model?: 'reading' | 'scripted';
  /** Whether the model obeys instructions that stand in data, as real models may. True by default. */
  readonly obeysInjections?: boolean;
  /** Pauses between the chunks of a stream, so that a demo shows it as people see it. None by default. */
  readonly tokensPerSecond?: number;
}

export const defaultBaseURL = 'https://api.openai.com/v1';
export const defaultStart = Date.UTC(2026, 0, 1);
export const defaultRateLimit: RateLimit = {
  requestsPerMinute: 10_000,
  tokensPerMinute: 2_000_000,
};
