import type { RequestHandler } from 'msw';
import { afterAll, afterEach } from 'vitest';
import { defaultBaseURL, type SimulatorOptions } from '../core/options.ts';
import { createSimulator } from '../core/simulator.ts';
import type { Simulator } from '../core/simulator-interface.ts';
import { createInterception } from './msw.ts';

export interface SpecOptions extends SimulatorOptions {
  /** MSW handlers of other services that the spec needs; they are tried first. */
  readonly handlers?: readonly RequestHandler[];
}

/** The offline API as specs see it. */
export type OpenAIForSpecs = Omit<Simulator, 'handle' | 'failures'>;

let options: SpecOptions = {};
let simulator = createSimulator();
const misses: string[] = [];
const interception = createInterception({
  simulator: () => simulator,
  baseURLs: () => options.baseURLs ?? [defaultBaseURL],
  handlers: () => options.handlers ?? [],
  onMiss: (request) => misses.push(`${request} was called, and nothing here answers it.`),
});
// At once: a client that a module builds while it loads keeps the fetch of that moment.
interception.listen();

/**
 * Answers every request of the `openai` SDK in this spec file, whichever client makes it.
 *
 * Call it once, at the top of the spec file, and import `#kit/openai` before the learner's file. Each
 * spec begins with an empty journal, no faults, and the clock at its start. A request that nothing
 * answers fails the spec with its method and URL.
 *
 * @example
 * const api = setupOpenAI();
 *
 * it('tries again after a 429', async () => {
 *   api.next(fault.rateLimit({ retryAfterMs: 1 }));
 *   await complete(client, messages);
 *   expect(api.requests).toHaveLength(2);
 * });
 */
export function setupOpenAI(given: SpecOptions = {}): OpenAIForSpecs {
  options = given;
  simulator = createSimulator(given);
  interception.listen();
  const current = simulator;

  afterEach(() => {
    const failures = [...current.failures, ...misses];
    misses.length = 0;
    current.reset();
    if (failures.length > 0) throw new Error(failures.join('\n'));
  });
  afterAll(() => interception.close());
  return current;
}
