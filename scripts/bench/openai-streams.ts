import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import OpenAI from 'openai';
import { createInterception } from '../../src/kit/openai/adapters/msw.ts';
import { createSimulator } from '../../src/kit/openai/core/simulator.ts';
import { createOpenAI } from '../../src/kit/openai/fetch.ts';

const warmUp = 100;

/** How fast streamed completions come, and what they leave behind in memory. */
export interface StreamRate {
  readonly adapter: 'msw' | 'fetch';
  readonly streams: number;
  readonly chunks: number;
  readonly perSecond: number;
  /** Heap in use after the warm-up and at the end, in MB, each after a garbage collection. */
  readonly heapBefore: number;
  readonly heapAfter: number;
}

/** Reads `streams` streamed completions, one after the other, in this process. */
export async function streamRate(
  adapter: StreamRate['adapter'],
  streams: number,
): Promise<StreamRate> {
  const { client, stop } = adapter === 'msw' ? throughMsw() : throughFetch();
  let chunks = 0;
  const readOne = async (number: number): Promise<void> => {
    const stream = await client.chat.completions.create({
      model: 'gpt-4o-mini',
      stream: true,
      messages: [{ role: 'user', content: `Write a story about number ${number}.` }],
      max_tokens: 60,
    });
    for await (const _chunk of stream) chunks += 1;
  };
  for (let number = 0; number < warmUp; number += 1) await readOne(number);
  chunks = 0;
  const heapBefore = heapInUse();
  const start = performance.now();
  for (let number = 0; number < streams; number += 1) await readOne(number);
  const seconds = (performance.now() - start) / 1000;
  const heapAfter = heapInUse();
  stop();
  return { adapter, streams, chunks, perSecond: streams / seconds, heapBefore, heapAfter };
}

/** The rates as a table. */
export function streamTable(rates: readonly StreamRate[]): string {
  return [
    '| offline API, streamed | streams | chunks | streams/s | chunks/s | heap before | heap after |',
    '|---|---|---|---|---|---|---|',
    ...rates.map(
      ({ adapter, streams, chunks, perSecond, heapBefore, heapAfter }) =>
        `| ${adapter} | ${streams} | ${chunks} | ${perSecond.toFixed(0)} | ${((chunks / streams) * perSecond).toFixed(0)} | ${heapBefore.toFixed(1)} MB | ${heapAfter.toFixed(1)} MB |`,
    ),
  ].join('\n');
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

if (process.argv[1] === import.meta.filename) {
  const rates = [await streamRate('fetch', 1_000), await streamRate('msw', 1_000)];
  console.log(streamTable(rates));
}
