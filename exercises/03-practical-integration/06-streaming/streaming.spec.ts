import fc from 'fast-check';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { expectRejection } from '#kit/expect-error';
import { type Fault, fault, setupOpenAI } from '#kit/openai';
import { seededRandom } from '#kit/random';
import {
  accumulate,
  accumulateToolCalls,
  type ChatChunk,
  type Delta,
  type FinishReason,
  parseSse,
  type SseEvent,
  type ToolCallDelta,
  toSseResponse,
} from './streaming.ts';

const api = setupOpenAI();
const client = new OpenAI({ apiKey: 'offline' });
const question = {
  model: 'gpt-4o-mini',
  messages: [{ role: 'user' as const, content: 'How many are in stock?' }],
};

const someText = fc
  .array(fc.constantFrom('a', 'é', '👋', '日', ' ', ':', 'data:', '{"x":1}', '\u00a0'))
  .map((parts) => parts.join(''));

const someEvents: fc.Arbitrary<SseEvent[]> = fc.array(
  fc.record({
    event: fc.constantFrom('message', 'delta'),
    data: fc.array(someText, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
  }),
  { minLength: 1, maxLength: 4 },
);

describe('parseSse', () => {
  it('gives the data of each event', async () => {
    const events = await parse('data: {"id":1}\n\ndata: [DONE]\n\n');
    expect(
      events,
      'Two events came in one piece, each a line that starts with data: and a blank line',
    ).toEqual([message('{"id":1}'), message('[DONE]')]);
  });

  it('puts a line together that the network cut', async () => {
    const events = await parse('data: {"text":"Hel', 'lo"}\n\ndata: {"text":" you"}\n\n');
    expect(
      events,
      'Two pieces came, and the cut between them went through the first of two events',
    ).toEqual([message('{"text":"Hello"}'), message('{"text":" you"}')]);
  });

  it('keeps 👋 whole when its four bytes come in two pieces', async () => {
    // 👋 is F0 9F 91 8B in UTF-8, é is C3 A9.
    const bytes = utf8('data: Hi 👋, bébé\n\n');
    const events = await collect(parseSse(cutAt(bytes, [11, 20])));
    expect(
      events[0]?.data,
      'The first piece ended after two of the four bytes of 👋, the second inside the last é',
    ).toBe('Hi 👋, bébé');
  });

  it('reads lines that end in CRLF', async () => {
    const events = await parse('data: one\r\n\r\ndata: two\r\n\r\ndata: three\n\n');
    expect(
      events,
      'The lines of the first two events end in CRLF (\\r\\n), those of the third in LF (\\n)',
    ).toEqual([message('one'), message('two'), message('three')]);
  });

  it('removes one space after the colon, and nothing else', async () => {
    const events = await parse('data:none\n\ndata: one\n\ndata:   three and a tab \t\n\n');
    expect(
      events.map(({ data }) => data),
      'The data lines have no, one and three spaces after the colon; only the first space belongs to the format',
    ).toEqual(['none', 'one', '  three and a tab \t']);
  });

  it('joins the data lines of one event by line feeds', async () => {
    // The first example stream of the WHATWG standard, section 9.2.6, gives "YHOO\n+2\n10".
    const events = await parse('data: YHOO\ndata: +2\ndata: 10\n\n');
    expect(events, 'Three data lines stand before one blank line: they are one event').toEqual([
      message('YHOO\n+2\n10'),
    ]);
  });

  it('ignores comments and the fields it does not know', async () => {
    // The second example stream of the same section: a comment, then three events.
    const events = await parse(
      ': test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n',
    );
    expect(
      events,
      'The stream has a comment (it starts with a colon), two id lines and three events',
    ).toEqual([message('first event'), message('second event'), message(' third event')]);
  });

  it('names each event by its own event line, or else "message"', async () => {
    const events = await parse('event: delta\ndata: 1\n\ndata: 2\n\nevent: lost\n\ndata:\n\n');
    expect(
      events,
      'The first event is named delta, the second is not named, then a name comes without data, then empty data without a name',
    ).toEqual([{ event: 'delta', data: '1' }, message('2'), message('')]);
  });

  it('drops an event whose blank line never came', async () => {
    const events = await parse('data: whole\n\ndata: {"text":"ha\n');
    expect(
      events,
      'The stream broke off before the blank line of its second event, so nobody knows whether it is whole',
    ).toEqual([message('whole')]);
  });

  it('gives an event before the rest of the stream has come', async () => {
    const source = watched(Array.from({ length: 40 }, (_, n) => utf8(`data: ${n}\n\n`)));
    const events = parseSse(source.chunks)[Symbol.asyncIterator]();
    const first = await events.next();
    expect(
      { event: first.value, hadRead: source.taken() === 40 ? 'the whole stream' : 'its beginning' },
      `Each of 40 pieces holds one event; ${source.taken()} had been read when the first event was given`,
    ).toEqual({ event: message('0'), hadRead: 'its beginning' });
  });

  it('closes the source when the reader stops early', async () => {
    const source = watched(Array.from({ length: 40 }, (_, n) => utf8(`data: ${n}\n\n`)));
    for await (const _event of parseSse(source.chunks)) break;
    await nextTurn(5);
    expect(
      { closed: source.closed(), readToTheEnd: source.taken() === 40 },
      `The reader left after the first of 40 events, and ${source.taken()} pieces had been read by then`,
    ).toEqual({ closed: true, readToTheEnd: false });
  });

  it('reads what the OpenAI API sends', async () => {
    const stock = planted(1);
    const answer = `Grüße! 👋 There are ${stock()} × “crème brûlée” left.`;
    api.reply(answer);
    api.next(fault.splitCharacters());
    const response = await fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer offline', 'content-type': 'application/json' },
      body: JSON.stringify({ ...question, stream: true }),
    });
    const events = await collect(parseSse(bodyOf(response)));
    expect(
      { text: events.map(({ data }) => textIn(data)).join(''), last: events.at(-1)?.data },
      `The answer came in ${events.length} events, and the network cut it inside every character that is not ASCII`,
    ).toEqual({ text: answer, last: '[DONE]' });
  });

  it('gives the same events wherever the network cuts the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        someEvents,
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.nat(120), { maxLength: 12 }),
        async (sent, lineEnd, cuts) => {
          const bytes = utf8(sent.map((event) => asStream(event, lineEnd)).join(''));
          const pieces = await collect(cutAt(bytes, cuts));
          expect(
            await collect(parseSse(from(pieces))),
            `${bytes.length} bytes, cut into ${pieces.length} pieces, gave other events than were sent`,
          ).toEqual(sent);
        },
      ),
    );
  });

  it('gives the whole events, and no others, wherever the stream breaks off', async () => {
    await fc.assert(
      fc.asyncProperty(someEvents, fc.nat(120), async (sent, end) => {
        const bytes = utf8(sent.map((event) => asStream(event, '\n')).join('')).subarray(0, end);
        const whole = sent.filter(
          (_, at) =>
            utf8(
              sent
                .slice(0, at + 1)
                .map((event) => asStream(event, '\n'))
                .join(''),
            ).length <= end,
        );
        expect(
          await collect(parseSse(from([bytes]))),
          `Only ${bytes.length} bytes came, which hold ${whole.length} whole events`,
        ).toEqual(whole);
      }),
    );
  });
});

describe('accumulate', () => {
  it('joins the pieces of the answer in order', async () => {
    const answer = await accumulate(
      wire(text(''), text('Hel'), text('lo'), text(' world'), finish('stop')),
    );
    expect(answer, 'The pieces are "Hel", "lo" and " world", and then [DONE]').toEqual({
      content: 'Hello world',
      finishReason: 'stop',
      totalTokens: null,
    });
  });

  it('keeps the spaces and line breaks of the pieces', async () => {
    const answer = await accumulate(
      wire(text('- one'), text('\n'), text('-'), text(' two '), text('\n\n'), finish('stop')),
    );
    expect(answer.content, 'A piece may begin or end with a space, or be a line break').toBe(
      '- one\n- two \n\n',
    );
  });

  it('reads the token count from the chunk that has no choices', async () => {
    const usage: ChatChunk = { choices: [], usage: { total_tokens: 29 } };
    const answer = await accumulate(wire(text('Yes'), text('.'), finish('stop'), usage));
    expect(
      answer,
      'After the finish reason came one more chunk, with usage and an empty list of choices',
    ).toEqual({ content: 'Yes.', finishReason: 'stop', totalTokens: 29 });
  });

  it('does not need [DONE]', async () => {
    const answer = await accumulate(wireWithoutDone(text('Yes'), finish('stop')));
    expect(
      answer,
      'The stream ended after its finish reason, without [DONE]: the answer is whole',
    ).toEqual({ content: 'Yes', finishReason: 'stop', totalTokens: null });
  });

  it('says why the model stopped', async () => {
    const answer = await accumulate(wire(text('Once upon a'), finish('length')));
    expect(
      answer,
      'The model hit max_tokens: the stream is whole, the answer is cut, and the caller must be able to see it',
    ).toEqual({ content: 'Once upon a', finishReason: 'length', totalTokens: null });
  });

  it('rejects a stream that ends without a finish reason', async () => {
    await expectRejection(
      () => accumulate(wireWithoutDone(text('The dose is 5'))),
      Error,
      'truncated',
    );
  });

  it('rejects a stream without a finish reason also when [DONE] came', async () => {
    await expectRejection(
      () => accumulate(wire(text('Transfer'), text(' 10'))),
      Error,
      'truncated',
    );
  });

  it('reads a stream of the OpenAI client, usage included', async () => {
    const stock = planted(2);
    const text = `There are ${stock()} left:\n\n- ${stock()} red ones\n- ${stock()} 👋 ones`;
    api.reply(text);
    const stream = await client.chat.completions.create({
      ...question,
      stream: true,
      stream_options: { include_usage: true },
    });
    const answer = await accumulate(eventsOf(stream));
    const { prompt = 0, completion = 0 } = api.requests[0]?.usage ?? {};
    expect(
      answer,
      `The API counted ${prompt} tokens of prompt and ${completion} of answer, and gave the model's text token by token`,
    ).toEqual({ content: text, finishReason: 'stop', totalTokens: prompt + completion });
  });

  it('rejects an answer of the OpenAI client that a proxy cut off', async () => {
    const stock = planted(3);
    api.reply(`There are ${stock()} left, and ${stock()} more will come on Monday.`);
    api.next(closedAfter(6));
    const stream = await client.chat.completions.create({ ...question, stream: true });
    await expectRejection(() => accumulate(eventsOf(stream)), Error, 'truncated');
  });

  it('gives the same answer however it was cut into pieces', async () => {
    const pieces = fc.array(
      fc.array(fc.constantFrom('a', 'é', '👋', ' ', '\n', '0', '"')).map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(pieces, async (pieces) => {
        const answer = await accumulate(wire(...pieces.map(text), finish('stop')));
        expect(answer.content, `${pieces.length} pieces were joined to another text`).toBe(
          pieces.join(''),
        );
      }),
    );
  });
});

describe('accumulateToolCalls', () => {
  it('joins the fragments of one call', async () => {
    const calls = await accumulateToolCalls(
      wire(
        fragments(opening(0, 'call_a', 'get_stock')),
        fragments(more(0, '{"sku"')),
        fragments(more(0, ':"A1"}')),
        finish('tool_calls'),
      ),
    );
    expect(calls, 'One call was opened, and two fragments of its arguments followed').toEqual([
      { id: 'call_a', name: 'get_stock', arguments: '{"sku":"A1"}' },
    ]);
  });

  it('keeps two calls apart by their index', async () => {
    const calls = await accumulateToolCalls(
      wire(
        fragments(opening(0, 'call_a', 'get_stock')),
        fragments(opening(1, 'call_b', 'get_price')),
        fragments(more(0, '{"sku":')),
        fragments(more(1, '{"sku":"B')),
        fragments(more(0, '"A1"}')),
        fragments(more(1, '2"}')),
        finish('tool_calls'),
      ),
    );
    expect(calls, 'The fragments of two calls came in turn, each with its index').toEqual([
      { id: 'call_a', name: 'get_stock', arguments: '{"sku":"A1"}' },
      { id: 'call_b', name: 'get_price', arguments: '{"sku":"B2"}' },
    ]);
  });

  it('reads every fragment of a chunk', async () => {
    const calls = await accumulateToolCalls(
      wire(
        fragments(opening(0, 'call_a', 'get_stock'), opening(1, 'call_b', 'get_stock')),
        fragments(more(0, '{"sku":"C3"}'), more(1, '{"sku":"D4"}')),
        finish('tool_calls'),
      ),
    );
    expect(calls, 'Each chunk carried one fragment of each of the two calls').toEqual([
      { id: 'call_a', name: 'get_stock', arguments: '{"sku":"C3"}' },
      { id: 'call_b', name: 'get_stock', arguments: '{"sku":"D4"}' },
    ]);
  });

  it('gives no calls when the model answered in text', async () => {
    const calls = await accumulateToolCalls(
      wire(text('No need'), finish('stop'), { choices: [], usage: { total_tokens: 12 } }),
    );
    expect(calls, 'No chunk had tool_calls').toEqual([]);
  });

  it('rejects a stream that ends inside a call', async () => {
    await expectRejection(
      () =>
        accumulateToolCalls(
          wire(fragments(opening(0, 'call_a', 'delete_order')), fragments(more(0, '{"id":1'))),
        ),
      Error,
      'truncated',
    );
  });

  it('reads the parallel calls of the OpenAI client', async () => {
    const stock = planted(4);
    const skus = [`A${stock()}`, `B${stock()}`];
    api.reply({ toolCalls: skus.map((sku) => ({ name: 'get_stock', arguments: { sku } })) });
    const stream = await client.chat.completions.create({
      ...question,
      tools: [{ type: 'function', function: { name: 'get_stock' } }],
      stream: true,
    });
    const calls = await accumulateToolCalls(eventsOf(stream));
    expect(
      calls.map((call) => call.arguments),
      `The model asked for the stock of ${skus.join(' and of ')}, in one answer`,
    ).toEqual(skus.map((sku) => `{"sku": "${sku}"}`));
    expect(
      new Set(calls.map((call) => call.id)).size,
      'Each call has an id of its own, and you give the result back under it',
    ).toBe(2);
  });

  it('gives the same calls in whatever order their fragments come', async () => {
    const oneCall = fc.array(fc.constantFrom('{', '"sku"', ': ', '"A', '1"', '}'), {
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(oneCall, { minLength: 1, maxLength: 3 }),
        fc.array(fc.nat(2)),
        async (calls, order) => {
          const deltas = interleave(calls, order);
          const joined = await accumulateToolCalls(
            wire(
              ...calls.map((_, index) => fragments(opening(index, `call_${index}`, 'get_stock'))),
              ...deltas.map((delta) => fragments(delta)),
              finish('tool_calls'),
            ),
          );
          expect(
            joined.map((call) => call.arguments),
            `${deltas.length} fragments of ${calls.length} calls were joined to other arguments`,
          ).toEqual(calls.map((parts) => parts.join('')));
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('toSseResponse', () => {
  it('sends each piece as one event, and then [DONE]', async () => {
    const response = toSseResponse(from(['Hel', 'lo ', '👋']), new AbortController().signal);
    expect(
      await response.text(),
      'Three pieces are three events with JSON strings as data, and [DONE] is a fourth',
    ).toBe('data: "Hel"\n\ndata: "lo "\n\ndata: "👋"\n\ndata: [DONE]\n\n');
  });

  it('says that it is an event stream, and not to be cached', () => {
    const { headers } = toSseResponse(from(['x']), new AbortController().signal);
    const type = headers.get('content-type') ?? 'nothing';
    expect(type, `The content type is ${type}`).toMatch(/^text\/event-stream/);
    const caching = headers.get('cache-control') ?? 'nothing';
    expect(caching, `The cache control is ${caching}`).toMatch(/no-cache|no-store/);
  });

  it('keeps a piece with line breaks inside one event', async () => {
    const response = toSseResponse(from(['one\n\ntwo', '\n']), new AbortController().signal);
    expect(
      await response.text(),
      'Line breaks end events, so those of a piece must be written in another way',
    ).toBe('data: "one\\n\\ntwo"\n\ndata: "\\n"\n\ndata: [DONE]\n\n');
  });

  it('stops the source when the client has gone', async () => {
    const source = watched(Array.from({ length: 200 }, () => 'token'));
    const client = new AbortController();
    const reader = reading(toSseResponse(source.chunks, client.signal));
    await reader.read();
    const takenBefore = source.taken();
    client.abort();
    const rest = await readToTheEnd(reader);
    expect(
      { closed: source.closed(), tookMore: source.taken() > takenBefore + 1 },
      `The client left after the first of 200 tokens, and ${source.taken()} were paid for`,
    ).toEqual({ closed: true, tookMore: false });
    expect(
      rest,
      'A stream that was stopped is not complete, so [DONE] may not end it',
    ).not.toContain('[DONE]');
  });

  it('takes next to nothing for a client that had gone before', async () => {
    const source = watched(Array.from({ length: 200 }, () => 'token'));
    const response = toSseResponse(source.chunks, AbortSignal.abort());
    const sent = await readToTheEnd(reading(response));
    expect(
      { tookMore: source.taken() > 1, done: sent.includes('[DONE]') },
      `The signal was aborted before the call, and ${source.taken()} of 200 tokens were paid for`,
    ).toEqual({ tookMore: false, done: false });
  });

  it('stops the source when the body is cancelled', async () => {
    const source = watched(Array.from({ length: 200 }, () => 'token'));
    const reader = reading(toSseResponse(source.chunks, new AbortController().signal));
    await reader.read();
    const takenBefore = source.taken();
    await reader.cancel();
    await nextTurn(5);
    expect(
      { closed: source.closed(), tookMore: source.taken() > takenBefore + 1 },
      `The body was cancelled after the first of 200 tokens, and ${source.taken()} were paid for`,
    ).toEqual({ closed: true, tookMore: false });
  });

  it('ends the request to the model when the client has gone', async () => {
    api.reply('Once upon a time. '.repeat(100));
    const stream = await client.chat.completions.create({ ...question, stream: true });
    const user = new AbortController();
    const reader = reading(toSseResponse(contentsOf(stream), user.signal));
    await reader.read();
    user.abort();
    await readToTheEnd(reader);
    await nextTurn(5);
    expect(
      api.requests[0]?.ended,
      `The user left after the first token; the model's stream was read on to chunk ${api.requests[0]?.chunksRead}`,
    ).toBe('cancelled');
  });

  it('fails the body when the source fails', async () => {
    const response = toSseResponse(breaking(['5', ' mg']), new AbortController().signal);
    const got = await readToTheEnd(reading(response));
    expect(
      {
        ending: got.endsWith('(failed)') ? 'reading fails' : 'reading ends well',
        done: got.includes('[DONE]'),
      },
      'The source broke after two pieces, and the client must not take them for the whole answer',
    ).toEqual({ ending: 'reading fails', done: false });
  });
});

/** The event as a server writes it. */
function asStream({ event, data }: SseEvent, lineEnd: string): string {
  const name = event === 'message' ? [] : [`event: ${event}`];
  const lines = [...name, ...data.split('\n').map((line) => `data: ${line}`), ''];
  return lines.map((line) => line + lineEnd).join('');
}

function message(data: string): SseEvent {
  return { event: 'message', data };
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function parse(...pieces: readonly string[]): Promise<SseEvent[]> {
  return collect(parseSse(from(pieces.map(utf8))));
}

async function* from<T>(items: Iterable<T>): AsyncIterable<T> {
  yield* items;
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** The bytes in pieces, cut after each of the given counts. */
function cutAt(bytes: Uint8Array, cuts: readonly number[]): AsyncIterable<Uint8Array> {
  const ends = [...cuts.filter((cut) => cut < bytes.length), bytes.length].sort((a, b) => a - b);
  return from(ends.map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end)));
}

/** A source that comes in its own time, and counts what is taken from it. */
function watched<T>(items: readonly T[]) {
  let taken = 0;
  let closed = false;
  async function* chunks(): AsyncIterable<T> {
    try {
      for (const item of items) {
        await nextTurn();
        taken += 1;
        yield item;
      }
    } finally {
      closed = true;
    }
  }
  return { chunks: chunks(), taken: () => taken, closed: () => closed };
}

async function* breaking(pieces: readonly string[]): AsyncIterable<string> {
  yield* pieces;
  throw new Error('the model went away');
}

/** Lets everything that is ready to run do so, and waits for nothing else. */
async function nextTurn(times = 1): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function bodyOf({ body }: Response): ReadableStream<Uint8Array> {
  if (!body) throw new TypeError('The response has no body.');
  return body;
}

function reading(response: Response): ReadableStreamDefaultReader<Uint8Array> {
  return bodyOf(response).getReader();
}

async function readToTheEnd(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true });
    }
  } catch {
    text += '(failed)';
  }
  return text;
}

/** Draws three-digit numbers to plant in an answer: an answer that is always the same cannot have them. */
function planted(seed: number): () => number {
  const rng = seededRandom(seed);
  return () => 100 + Math.floor(rng() * 900);
}

/** A proxy that closes the connection after so many events, politely. */
function closedAfter(events: number): Fault {
  return { name: 'closedAfter', body: ({ steps }) => [...steps].slice(0, events) };
}

/** The text in the data of an event, or what else stands there. */
function textIn(data: string): string {
  if (data === '[DONE]') return '';
  try {
    const chunk: ChatChunk = JSON.parse(data);
    return chunk.choices[0]?.delta.content ?? '';
  } catch {
    return '(not JSON)';
  }
}

/** The events that the client has read its chunks from. */
async function* eventsOf(stream: AsyncIterable<unknown>): AsyncIterable<SseEvent> {
  for await (const chunk of stream) yield message(JSON.stringify(chunk));
}

async function* contentsOf(
  stream: AsyncIterable<OpenAI.ChatCompletionChunk>,
): AsyncIterable<string> {
  for await (const { choices } of stream) yield choices[0]?.delta.content ?? '';
}

function chunk(delta: Delta, finishReason: FinishReason | null = null): ChatChunk {
  return { choices: [{ delta, finish_reason: finishReason }] };
}

function text(content: string): ChatChunk {
  return chunk({ content });
}

function finish(reason: FinishReason): ChatChunk {
  return chunk({}, reason);
}

function fragments(...deltas: readonly ToolCallDelta[]): ChatChunk {
  return chunk({ tool_calls: deltas });
}

function opening(index: number, id: string, name: string): ToolCallDelta {
  return { index, id, function: { name, arguments: '' } };
}

function more(index: number, text: string): ToolCallDelta {
  return { index, function: { arguments: text } };
}

function wireWithoutDone(...chunks: readonly ChatChunk[]): AsyncIterable<SseEvent> {
  return from(chunks.map((chunk) => message(JSON.stringify(chunk))));
}

async function* wire(...chunks: readonly ChatChunk[]): AsyncIterable<SseEvent> {
  yield* wireWithoutDone(...chunks);
  yield message('[DONE]');
}

/** All fragments of all calls, each call's in order, and the calls mixed as `order` says. */
function interleave(calls: readonly (readonly string[])[], order: readonly number[]) {
  const left = calls.map((parts, index) => parts.map((part) => more(index, part)));
  const picked = order.map((at) => left[at]?.shift());
  return [...picked, ...left.flat()].filter((delta) => delta !== undefined);
}
