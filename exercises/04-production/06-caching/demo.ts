import type OpenAI from 'openai';
import { table } from '#kit/charts';
import { liveOrOffline } from '#kit/openai/live';
import { seededRandom } from '#kit/random';
import {
  type Answer,
  type ChatRequest,
  cachedComplete,
  cacheKey,
  chooseThreshold,
  type SemanticEntry,
  semanticLookup,
  singleFlight,
  type Vec,
} from './caching.ts';

/** What people ask, the most frequent first; each line is one matter in several wordings. */
const matters = [
  ['Where is my parcel?', 'Where is my package?', 'When will my delivery come?'],
  ['How do I get a refund?', 'How do I get my money back?'],
  ['How do I cancel my order?', 'How can I call off my order?'],
  ['How do I not cancel my order?'],
  ['What does the monthly plan cost?', 'How much is the monthly subscription?'],
  ['What does the yearly plan cost?'],
  ['How do I turn on notifications?', 'How can I switch on notifications?'],
  ['How do I turn off notifications?'],
  ['Do you ship to Norway?', 'Is delivery to Norway possible?'],
  ['Do you ship to Sweden?'],
  ['Can I pay by invoice?', 'Is payment by invoice possible?'],
  ['Can I pay by credit card?'],
];
const wordings = matters.flat();
const answers = matters.map((_, matter) => `Please see paragraph ${matter + 1} of our terms.`);

const milliseconds = { model: 1_500, embedding: 80, cache: 5 };
/** Dollars for a million tokens, as OpenAI published them for gpt-4o and text-embedding-3-small. */
const price = { prompt: 2.5, completion: 10, embedding: 0.02 };
const hour = 3_600_000;
const ttlMs = 6 * hour;

/** 100 moments of one day; in each, up to six people ask the same in the same words. */
const rng = seededRandom(4);
const moments = Array.from({ length: 100 }, (_, n) => {
  const place = Math.floor(rng() ** 2 * wordings.length);
  return {
    at: (n * 24 * hour) / 100,
    text: wordings[place] ?? '',
    people: 1 + Math.floor(rng() * 6),
  };
});
const people = moments.reduce((sum, moment) => sum + moment.people, 0);

interface Reply extends Pick<Answer, 'content'> {
  readonly wait: number;
}
interface Shop {
  readonly client: OpenAI;
  readonly clock: { now(): number };
}
type Bot = (request: ChatRequest) => Promise<Reply>;

const { embed, embeddingModel, offline } = liveOrOffline();
if (!offline) {
  console.log(`Live: the vectors are of ${embeddingModel}. The day stays simulated.\n`);
}

const columns = ['one day', 'calls', 'cost', 'mean wait', 'wrong answers'];
const head = `${people} questions, ${moments.length} moments, ${wordings.length} wordings of ${matters.length} matters`;
console.log(
  table({
    title: `A shop's bot. ${head}`,
    columns,
    rows: [
      await live('without a cache', withoutCache),
      await live('cachedComplete', exact),
      await live('… inside singleFlight', exactInOneFlight),
    ],
    align: ['left', 'right', 'right', 'right', 'right'],
  }),
);

const embedded = await embed(wordings);
const vectors: ReadonlyMap<string, Vec> = new Map(
  wordings.map((text, i) => [text, embedded[i] ?? []]),
);
const pairs = wordings.flatMap((one, i) =>
  wordings.slice(i + 1).map((other) => ({
    similarity: similarity(one, other),
    same: matterOf(one) === matterOf(other),
    text: `"${one}" / "${other}"`,
  })),
);
const lowestParaphrase = Math.min(...pairs.filter(({ same }) => same).map((one) => one.similarity));
const half = chooseThreshold(pairs, 0.5);
const strict = chooseThreshold(pairs, 0);

// Each model has its own idea of near: offline, the last paraphrase is at 0.72.
const lowest = Math.min(0.7, Math.floor(lowestParaphrase * 20) / 20);
const binWidth = (1 - lowest) / 10;
const bins = Array.from({ length: 10 }, (_, bin) => 1 - binWidth * (bin + 1));
console.log(`\nHow near are two wordings? All pairs with a cosine of ${lowest} or more:\n`);
console.log(
  table({
    columns: ['cosine from', 'the same matter', 'another matter'],
    rows: bins.map((from) => [from.toFixed(2), dots(from, true), dots(from, false)]),
    align: ['right', 'left', 'left'],
  }),
);
const nearest = pairs
  .filter(({ same }) => !same)
  .reduce((best, pair) => (pair.similarity > best.similarity ? pair : best));
console.log(`\nThe nearest miss, at ${nearest.similarity.toFixed(3)}:\n  ${nearest.text}\n`);

const rows = [await live('exact cache', exactInOneFlight)];
const thresholds = [...new Set([half ?? lowestParaphrase, lowestParaphrase])];
for (const threshold of thresholds.sort((a, b) => b - a)) {
  rows.push(await live(`+ semantic from ${threshold.toFixed(3)}`, semantic(threshold)));
}
console.log(table({ columns, rows, align: ['left', 'right', 'right', 'right', 'right'] }));

console.log(`
Where is the threshold? If no hit may be wrong, chooseThreshold says ${shown(strict)}.
If every second may, it says ${shown(half)}. At ${shown(lowestParaphrase)} every paraphrase gets in.
Calls, cost and waiting fall from line to line. One column rises, and neither
the bill nor the hit rate shows it: who in your company would see it first?`);

function withoutCache({ client }: Shop): Bot {
  return async (request) => {
    const { choices } = await client.chat.completions.create(request);
    return { content: choices[0]?.message.content ?? null, wait: milliseconds.model };
  };
}

function exact({ client, clock }: Shop): Bot {
  const ask = cachedComplete({ client, keyOf, maxEntries: 100, ttlMs, clock });
  return async (request) => {
    const { content, cached } = await ask(request);
    return { content, wait: cached ? milliseconds.cache : milliseconds.model };
  };
}

function exactInOneFlight(shop: Shop): Bot {
  return singleFlight(exact(shop), keyOf);
}

/** Looks among the answers of the last hours for a question that is near enough. */
function semantic(threshold: number): (shop: Shop) => Bot {
  return (shop) => {
    const scope = 'the shop';
    const known: { readonly entry: SemanticEntry; readonly at: number }[] = [];
    const ask = exact(shop);
    const look: Bot = async (request) => {
      const question = textOf(request);
      const vector = vectors.get(question) ?? [];
      const now = shop.clock.now();
      const fresh = known.filter(({ at }) => now - at < ttlMs).map(({ entry }) => entry);
      const hit = semanticLookup({ scope, vector }, fresh, threshold);
      if (hit) return { content: hit.answer, wait: milliseconds.embedding };
      const reply = await ask(request);
      known.push({ entry: { scope, question, vector, answer: reply.content ?? '' }, at: now });
      return { ...reply, wait: reply.wait + milliseconds.embedding };
    };
    return singleFlight(look, keyOf);
  };
}

/** Lets a bot live through the day, and counts. */
async function live(name: string, open: (shop: Shop) => Bot): Promise<string[]> {
  const { client, offline, requests } = liveOrOffline({ args: [] });
  offline?.script(({ messages }) => answers[matterOf(messages.at(-1)?.text ?? '')]);
  let now = hour;
  const bot = open({ client, clock: { now: () => now } });
  let wait = 0;
  let wrong = 0;
  for (const { at, text, people } of moments) {
    now = hour + at;
    const replies = await Promise.all(Array.from({ length: people }, () => bot(requestFor(text))));
    for (const reply of replies) {
      wait += reply.wait;
      if (reply.content !== answers[matterOf(text)]) wrong += 1;
    }
  }
  const dollars = requests().reduce(
    (sum, { usage }) =>
      sum +
      ((usage?.prompt ?? 0) * price.prompt + (usage?.completion ?? 0) * price.completion) / 1e6,
    name.startsWith('+') ? embeddingCost() : 0,
  );
  const mean = `${Math.round(wait / people)} ms`;
  return [name, String(requests().length), `$ ${dollars.toFixed(3)}`, mean, String(wrong)];
}

function requestFor(content: string): ChatRequest {
  return {
    model: 'gpt-4o',
    temperature: 0,
    messages: [
      { role: 'system', content: 'You answer for a shop. Name the paragraph of the terms.' },
      { role: 'user', content },
    ],
  };
}

function keyOf(request: ChatRequest): string {
  return cacheKey(request, 'the shop');
}

function textOf({ messages }: ChatRequest): string {
  const content = messages.at(-1)?.content;
  return typeof content === 'string' ? content : '';
}

function matterOf(text: string): number {
  return matters.findIndex((wordings) => wordings.includes(text));
}

/** Every question is embedded, at about eight tokens. */
function embeddingCost(): number {
  return (people * 8 * price.embedding) / 1e6;
}

function similarity(one: string, other: string): number {
  const b = vectors.get(other) ?? [];
  return (vectors.get(one) ?? []).reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

function shown(threshold: number | null): string {
  return threshold === null ? 'null: none' : threshold.toFixed(3);
}

function dots(from: number, same: boolean): string {
  // Rounding may put a cosine of 1 a little higher, and the highest bin has no end.
  const to = from === bins[0] ? Infinity : from + binWidth;
  const inBin = ({ similarity }: (typeof pairs)[number]) => similarity >= from && similarity < to;
  const count = pairs.filter((pair) => pair.same === same && inBin(pair)).length;
  return count <= 20 ? '● '.repeat(count) : `${'● '.repeat(18)}… ${count}`;
}
