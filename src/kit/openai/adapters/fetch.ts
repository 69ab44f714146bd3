import type { SimulatorOptions } from '../core/options.ts';
import { createSimulator } from '../core/simulator.ts';
import type { Simulator } from '../core/simulator-interface.ts';

export interface OfflineOpenAI extends Omit<Simulator, 'handle'> {
  /** Stands in for the global `fetch`: `new OpenAI({ apiKey: 'offline', fetch })`. */
  readonly fetch: typeof globalThis.fetch;
}

/**
 * An offline API for demos and for anybody's own client, without MSW and without Vitest.
 *
 * @example
 * const { fetch } = createOpenAI();
 * const client = new OpenAI({ apiKey: 'offline', fetch });
 */
export function createOpenAI(options: SimulatorOptions = {}): OfflineOpenAI {
  const { handle, ...rest } = createSimulator(options);
  return {
    ...rest,
    async fetch(input, init) {
      const request = new Request(input, init);
      request.signal.throwIfAborted();
      return await handle(request);
    },
  };
}
