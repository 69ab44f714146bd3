import OpenAI from 'openai';
import { type ChatBody, createLiveFetch, type LiveRequest } from './adapters/live-fetch.ts';
import { defaultBaseURL, type SimulatorOptions } from './core/options.ts';
import { createOpenAI, type OfflineOpenAI } from './fetch.ts';

export type { ChatBody, LiveRequest };

export interface LiveOptions extends SimulatorOptions {
  /**
   * What the demo was started with; `--live` asks for the real service. By default the process's own, and
   * `[]` keeps a part of a demo offline.
   */
  readonly args?: readonly string[];
  /** By default the process's own. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A client for a demo, and what it talks to. */
export interface LiveOrOffline {
  readonly client: OpenAI;
  /** What the client fetches with, for a client that the learner makes. */
  readonly fetch: typeof globalThis.fetch;
  /** The chat model to ask: `gpt-4o-mini`, or what OPENAI_MODEL names when the demo is live. */
  readonly model: string;
  /** `text-embedding-3-small`, or what OPENAI_EMBEDDING_MODEL names when the demo is live. */
  readonly embeddingModel: string;
  /** The offline API, to queue faults or replies; null when the demo is live. */
  readonly offline: OfflineOpenAI | null;
  /** All requests so far, retries too, live or not. */
  requests(): readonly LiveRequest[];
  /** The bodies of the chat requests that were answered with success, live or not. */
  chats(): readonly ChatBody[];
  /**
   * Embeds texts with {@link embeddingModel}.
   *
   * @param dimensions how many numbers a vector shall have; a model that cannot cut its own has its say
   * @returns one vector of length 1 for each text, in their order
   */
  embed(texts: readonly string[], dimensions?: number): Promise<number[][]>;
}

const usual = { model: 'gpt-4o-mini', embeddingModel: 'text-embedding-3-small' };

/**
 * The offline API for a demo, or with `--live` the real one: the same code against both.
 *
 * Live, it reads OPENAI_API_KEY, OPENAI_BASE_URL (any compatible server; then a key may be missing, as
 * local servers need none), OPENAI_MODEL and OPENAI_EMBEDDING_MODEL. Their models are asked in place of
 * the usual two also where a learner's code names these itself. Specs are never live.
 *
 * @throws Error when `--live` is given and nothing says where to ask
 *
 * @example
 * const { client, model } = liveOrOffline();
 */
export function liveOrOffline({
  args = process.argv,
  env = process.env,
  ...options
}: LiveOptions = {}): LiveOrOffline {
  return args.includes('--live') ? live(env) : offlineOnly(options);
}

function offlineOnly(options: SimulatorOptions): LiveOrOffline {
  const offline = createOpenAI(options);
  // Without an address the SDK takes OPENAI_BASE_URL, which may be set for something else.
  const baseURL = options.baseURLs?.[0] ?? defaultBaseURL;
  const client = new OpenAI({ apiKey: 'offline', baseURL, fetch: offline.fetch });
  return {
    ...usual,
    client,
    fetch: offline.fetch,
    offline,
    requests: () => offline.requests,
    chats: () => offline.sent('chat.completions.create'),
    embed: async (input, dimensions) =>
      await embed(client, { model: usual.embeddingModel, input: [...input], dimensions }),
  };
}

function live(env: Readonly<Record<string, string | undefined>>): LiveOrOffline {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL } = env;
  if (!apiKey && !baseURL) throw new NoKey();
  const model = env.OPENAI_MODEL || usual.model;
  const embeddingModel = env.OPENAI_EMBEDDING_MODEL || usual.embeddingModel;
  const { fetch, requests, chats } = createLiveFetch(
    new Map([
      [usual.model, model],
      [usual.embeddingModel, embeddingModel],
    ]),
  );
  const client = new OpenAI({
    apiKey: apiKey || 'none',
    baseURL: baseURL || defaultBaseURL,
    fetch,
  });
  return {
    client,
    fetch,
    model,
    embeddingModel,
    offline: null,
    requests: () => requests,
    chats: () => chats,
    async embed(texts, dimensions) {
      const input = [...texts];
      // As numbers: the SDK asks for base64 by itself, which not every local server knows.
      const format = { encoding_format: 'float' as const };
      const vectors = await embed(client, { model: embeddingModel, input, dimensions, ...format });
      return vectors.map(ofLengthOne);
    },
  };
}

async function embed(client: OpenAI, request: OpenAI.EmbeddingCreateParams): Promise<number[][]> {
  const { data } = await client.embeddings.create(request);
  return data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding);
}

function ofLengthOne(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

class NoKey extends Error {
  override readonly name = 'NoKey';

  constructor() {
    super(
      "--live asks a real service, and OPENAI_API_KEY is not set. Set it (and OPENAI_BASE_URL for another server than OpenAI's), or leave --live out: the demo then runs offline and costs nothing.",
    );
  }
}
