import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import OpenAI from 'openai';
import { createInterception } from '../../../src/kit/openai/adapters/msw.ts';
import { createSimulator } from '../../../src/kit/openai/core/simulator.ts';
import { createOpenAI } from '../../../src/kit/openai/fetch.ts';
import type { Measure } from '../measure.ts';
import type { Row } from '../row.ts';

const streamCount = 1_000;
const warmUp = 100;

export const streams: Measure = {
  name: 'streams',
  about:
    'streamed answers of the offline API through MSW and through fetch, and the memory they leave',
  runs: 1,
  measure: async ({ runs, say }) => {
    const rates: StreamRate[] = [];
    for (let run = 0; run < runs; run += 1) {
      for (const adapter of ['fetch', 'msw'] as const) {
        say(`streams, ${adapter}`);
        rates.push(await streamRate(adapter));
      }
    }
    return [rateRow(rates), heapRow(rates, 'fetch'), heapRow(rates, 'msw')];
  },
};

function rateRow(rates: readonly StreamRate[]): Row {
  const through = (adapter: StreamRate['adapter']): number[] =>
    rates.filter((rate) => rate.adapter === adapter).map(({ perSecond }) => perSecond);
  return {
    what: 'streamed answers of the offline API',
    ours: { name: 'through MSW', unit: 'per second', values: through('msw') },
    peer: { name: 'the same without MSW', unit: 'per second', values: through('fetch') },
    limit: null,
  };
}

function heapRow(all: readonly StreamRate[], adapter: StreamRate['adapter']): Row {
  const rates = all.filter((rate) => rate.adapter === adapter);
  return {
    what: `heap after ${streamCount} streamed answers, ${adapter}`,
    ours: { name: 'after', unit: 'MB', values: rates.map(({ heapAfter }) => heapAfter) },
    peer: { name: 'before them', unit: 'MB', values: rates.map(({ heapBefore }) => heapBefore) },
    limit: null,
  };
}

/** How fast streamed completions come, and what they leave behind in memory. */
interface StreamRate {
  readonly adapter: 'msw' | 'fetch';
  readonly perSecond: number;
  /** Heap in use after the warm-up and at the end, in MB, each after a garbage collection. */
  readonly heapBefore: number;
  readonly heapAfter: number;
}

/** Reads streamed completions, one after the other, in this process. */
async function streamRate(adapter: StreamRate['adapter']): Promise<StreamRate> {
  const { client, stop } = adapter === 'msw' ? throughMsw() : throughFetch();
  const readOne = async (number: number): Promise<void> => {
    const stream = await client.chat.completions.create({
      model: 'gpt-4o-mini',
      stream: true,
      messages: [{ role: 'user', content: `Write a story about number ${number}.` }],
      max_tokens: 60,
    });
    for await (const _chunk of stream);
  };
  for (let number = 0; number < warmUp; number += 1) await readOne(number);
  const heapBefore = heapInUse();
  const start = performance.now();
  for (let number = 0; number < streamCount; number += 1) await readOne(number);
  const seconds = (performance.now() - start) / 1000;
  const heapAfter = heapInUse();
  stop();
  return { adapter, perSecond: streamCount / seconds, heapBefore, heapAfter };
}

function throughFetch(): { client: OpenAI; stop: () => void } {
  const { fetch } = createOpenAI({ rateLimit });
  return { client: new OpenAI({ apiKey: 'offline', fetch }), stop: () => {} };
}

function throughMsw(): { client: OpenAI; stop: () => void } {
  const simulator = createSimulator({ rateLimit });
  const interception = createInterception({
    simulator: () => simulator,
    baseURLs: () => ['https://api.openai.com/v1'],
    handlers: () => [],
    onMiss: () => {},
  });
  interception.listen();
  return { client: new OpenAI({ apiKey: 'offline' }), stop: () => interception.close() };
}

// The simulator's clock stands still, and with it the minute that the limits count.
const rateLimit = { requestsPerMinute: 1_000_000, tokensPerMinute: 1_000_000_000 };

function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
