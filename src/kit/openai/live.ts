import OpenAI from 'openai';
import type { SimulatorOptions } from './core/options.ts';
import { createOpenAI, type OfflineOpenAI } from './fetch.ts';

export interface LiveOptions extends SimulatorOptions {
  /** What the demo was started with; `--live` asks for the real service. By default the process's own. */
  readonly args?: readonly string[];
  /** By default the process's own. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A client for a demo, and what it talks to. */
export interface LiveOrOffline {
  readonly client: OpenAI;
  /** The chat model to ask: `gpt-4o-mini`, or what OPENAI_MODEL names when the demo is live. */
  readonly model: string;
  /** The offline API, to queue faults or read the journal; null when the demo is live. */
  readonly offline: OfflineOpenAI | null;
}

const usualModel = 'gpt-4o-mini';

/**
 * The offline API for a demo, or with `--live` the real one: the same code against both.
 *
 * Live, it reads OPENAI_API_KEY, OPENAI_BASE_URL (any compatible server; then a key may be missing, as
 * local servers need none) and OPENAI_MODEL. Specs are never live.
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
  if (!args.includes('--live')) {
    const offline = createOpenAI(options);
    const client = new OpenAI({ apiKey: 'offline', fetch: offline.fetch });
    return { client, model: usualModel, offline };
  }
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL, OPENAI_MODEL: model } = env;
  if (!apiKey && !baseURL) throw new NoKey();
  const client = new OpenAI({
    apiKey: apiKey || 'none',
    baseURL: baseURL || 'https://api.openai.com/v1',
  });
  return { client, model: model || usualModel, offline: null };
}

class NoKey extends Error {
  override readonly name = 'NoKey';

  constructor() {
    super(
      "--live asks a real service, and OPENAI_API_KEY is not set. Set it (and OPENAI_BASE_URL for another server than OpenAI's), or leave --live out: the demo then runs offline and costs nothing.",
    );
  }
}
