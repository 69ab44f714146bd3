import OpenAI, { type ClientOptions } from 'openai';
import { createOpenAI } from '#kit/openai/fetch';
import { serveOpenAI } from '#kit/openai/serve';
import { createInterception } from '../../src/kit/openai/adapters/msw.ts';
import { createSimulator } from '../../src/kit/openai/core/simulator.ts';
import type { Simulator } from '../../src/kit/openai/core/simulator-interface.ts';

/** An offline API behind one of its adapters, and how to make a client that reaches it. */
export interface Running {
  readonly api: Omit<Simulator, 'handle'>;
  client(options?: ClientOptions): OpenAI;
  /** The `fetch` and base URL that reach it without the SDK. */
  readonly fetch: typeof globalThis.fetch;
  readonly baseURL: string;
  stop(): Promise<void>;
}

const openai = 'https://api.openai.com/v1';

/** The three ways to reach the offline API. */
export const adapters: readonly (readonly [name: string, start: () => Promise<Running>])[] = [
  [
    'msw',
    async () => {
      const { handle, ...api } = createSimulator();
      const interception = createInterception({
        simulator: () => ({ handle, ...api }),
        baseURLs: () => [openai],
        handlers: () => [],
        onMiss: () => {},
      });
      interception.listen();
      return {
        api,
        client: (options) => new OpenAI({ apiKey: 'offline', ...options }),
        fetch: (input, init) => globalThis.fetch(input, init),
        baseURL: openai,
        stop: async () => interception.close(),
      };
    },
  ],
  [
    'fetch',
    async () => {
      const api = createOpenAI();
      return {
        api,
        client: (options) => new OpenAI({ apiKey: 'offline', fetch: api.fetch, ...options }),
        fetch: api.fetch,
        baseURL: openai,
        stop: async () => {},
      };
    },
  ],
  [
    'loopback',
    async () => {
      const api = await serveOpenAI();
      return {
        api,
        client: (options) => new OpenAI({ apiKey: 'offline', baseURL: api.baseURL, ...options }),
        fetch: (input, init) => globalThis.fetch(input, init),
        baseURL: api.baseURL,
        stop: () => api.close(),
      };
    },
  ],
];
