import { barChart, table } from '#kit/charts';
import { liveOrOffline } from '#kit/openai/live';
import { seededRandom } from '#kit/random';
import { accumulate, type ChatChunk, parseSse, type SseEvent } from './streaming.ts';

const millisecondsPerChunk = 40;

const stream = await streamOf('Hi 👋, the café opens at 8.');
const wave = Buffer.from(stream).indexOf('👋');
// A live model may leave it out.
const middleOfWave = wave === -1 ? 0 : wave + 2;
const chunks = cut(stream, [...drawnCuts(stream.length), middleOfWave]);

const { rows, pieces, events } = await watch(chunks);
console.log(
  table({
    title: `One answer: ${stream.length} bytes in ${chunks.length} chunks, one every ${millisecondsPerChunk} ms`,
    columns: ['chunk', 'bytes', 'its last bytes', 'events', 'text so far'],
    rows,
    align: ['right', 'right', 'left', 'right', 'left'],
  }),
);

console.log();
const end = chunks.length * millisecondsPerChunk;
console.log(
  barChart({
    title: 'When each piece of text can be shown, in ms',
    bars: [
      ...pieces.map(({ text, at }) => ({ label: JSON.stringify(text), value: at })),
      { label: 'without streaming', value: end },
    ],
  }),
);

console.log();
const ways = [
  { name: 'all in one', chunks: [stream] },
  { name: '100 bytes each', chunks: cut(stream, every(100)) },
  { name: 'byte by byte', chunks: cut(stream, every(1)) },
];
console.log(
  table({
    title: 'The same bytes, cut in other ways',
    columns: ['cut', 'chunks', 'parseSse', 'a new decoder for each chunk'],
    rows: await Promise.all(
      ways.map(async ({ name, chunks }) => [
        name,
        chunks.length,
        beginningOf(await read(chunks)),
        beginningOf(await read(chunks.map((chunk) => utf8(new TextDecoder().decode(chunk))))),
      ]),
    ),
  }),
);

console.log('\nPut together');
console.log(`  the whole stream   ${await outcomeOf(events)}`);
console.log(`  its first half     ${await outcomeOf(events.slice(0, events.length / 2))}`);

if (wave !== -1) {
  console.log(`
Chunk ${chunks.findIndex(endsInsideWave) + 1} ends in f0 9f, half of 👋, and the text has its 👋 only with the next
chunk. Which variable of yours holds these two bytes in the meantime? And a stream
that broke off looks like one that ended: what would users see if nobody checked?`);
}

/** The bytes of a streamed answer, as the API sends them. */
async function streamOf(answer: string): Promise<Uint8Array> {
  const { client, model, offline } = liveOrOffline();
  offline?.reply(answer);
  const response = await client.chat.completions
    .create({
      model,
      messages: [{ role: 'user', content: `Reply with this sentence and nothing else: ${answer}` }],
      stream: true,
      stream_options: { include_usage: true, include_obfuscation: false },
    })
    .asResponse();
  return new Uint8Array(await response.arrayBuffer());
}

/** Lets the chunks arrive one by one, and notes what comes out of parseSse with each. */
async function watch(chunks: readonly Uint8Array[]) {
  let arrived = 0;
  async function* network(): AsyncIterable<Uint8Array> {
    for (const chunk of chunks) {
      arrived += 1;
      yield chunk;
    }
  }

  const events: SseEvent[] = [];
  const completed = chunks.map(() => ({ events: 0, text: '' }));
  const pieces: { readonly text: string; readonly at: number }[] = [];
  for await (const event of parseSse(network())) {
    events.push(event);
    const text = textIn(event);
    const byThisChunk = completed[arrived - 1];
    if (byThisChunk) {
      byThisChunk.events += 1;
      byThisChunk.text += text;
    }
    if (text !== '') pieces.push({ text, at: arrived * millisecondsPerChunk });
  }

  let soFar = '';
  const rows = chunks.map((chunk, index) => {
    soFar += completed[index]?.text ?? '';
    const count = completed[index]?.events ?? 0;
    return [index + 1, chunk.length, lastBytes(chunk), count === 0 ? '·' : count, endOf(soFar)];
  });
  return { rows, pieces, events };
}

async function read(chunks: readonly Uint8Array[]): Promise<string> {
  let text = '';
  for await (const event of parseSse(from(chunks))) text += textIn(event);
  return text;
}

async function outcomeOf(events: readonly SseEvent[]): Promise<string> {
  try {
    const { content, finishReason, totalTokens } = await accumulate(from(events));
    return `${JSON.stringify(content)}, ${finishReason}, ${totalTokens ?? 'unknown'} tokens`;
  } catch (error) {
    if (error instanceof Error && error.message.includes('truncated')) return 'refused: truncated';
    throw error;
  }
}

function textIn({ data }: SseEvent): string {
  if (data === '[DONE]') return '';
  try {
    const chunk: ChatChunk = JSON.parse(data);
    return chunk.choices[0]?.delta.content ?? '';
  } catch {
    return '(not JSON)';
  }
}

async function* from<T>(items: Iterable<T>): AsyncIterable<T> {
  yield* items;
}

function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const inOrder = [
    ...new Set([0, ...places.filter((place) => place < bytes.length), bytes.length]),
  ];
  inOrder.sort((a, b) => a - b);
  return inOrder.slice(1).map((end, index) => bytes.subarray(inOrder[index], end));
}

/** Where a network may cut: after 120 to 520 bytes, as it likes. */
function drawnCuts(length: number): number[] {
  const rng = seededRandom(6);
  const places: number[] = [];
  for (let place = 0; place < length; place += 120 + Math.floor(rng() * 400)) places.push(place);
  return places;
}

function every(size: number): number[] {
  return Array.from({ length: Math.floor(stream.length / size) }, (_, index) => (index + 1) * size);
}

function endsInsideWave(chunk: Uint8Array): boolean {
  return chunk.byteOffset - stream.byteOffset + chunk.length === middleOfWave;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function lastBytes(chunk: Uint8Array): string {
  const bytes = [...chunk.subarray(-4)].map((byte) => byte.toString(16).padStart(2, '0'));
  return bytes.join(' ') + (endsInsideWave(chunk) ? ' (half of 👋)' : '');
}

function beginningOf(text: string): string {
  return [...text].slice(0, 21).join('');
}

function endOf(text: string): string {
  const characters = [...text];
  return characters.length <= 30 ? text : `…${characters.slice(-29).join('')}`;
}
