import fc from 'fast-check';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { expectError, expectRejection } from '#kit/expect-error';
import { fault, setupOpenAI } from '#kit/openai';
import { seededRandom } from '#kit/random';
import {
  type Answer,
  type CacheOptions,
  type ChatRequest,
  cachedComplete,
  cacheKey,
  chooseThreshold,
  type LabelledPair,
  type SemanticEntry,
  semanticLookup,
  singleFlight,
  type Vec,
} from './caching.ts';

const api = setupOpenAI();
const client = new OpenAI({ apiKey: 'offline', maxRetries: 0 });

const tool = (unit: string): OpenAI.ChatCompletionTool => ({
  type: 'function',
  function: {
    name: 'get_price',
    parameters: { type: 'object', properties: { unit: { type: 'string', enum: [unit] } } },
  },
});
const base: ChatRequest = {
  model: 'gpt-4o-mini',
  temperature: 0,
  max_tokens: 200,
  messages: [
    { role: 'system', content: 'You answer for Alder Bikes. A service costs 80 euros.' },
    { role: 'user', content: 'Do you repair brakes?' },
    { role: 'assistant', content: 'Yes, within two days.' },
    { role: 'user', content: 'And what does it cost?' },
  ],
  tools: [tool('EUR')],
};

describe('cacheKey', () => {
  it('gives a repeated request the same key', () => {
    expect(
      keysOf(base, structuredClone(base)),
      'The same request, asked again by the same tenant, must be found again',
    ).toBe('one key');
  });

  it('tells two questions apart', () => {
    expect(
      keysOf(base, withMessage(3, 'And how long does it take?')),
      'Only the last question differs, and the answer to one is not the answer to the other',
    ).toBe('two keys');
  });

  it('tells two system prompts apart', () => {
    expect(
      keysOf(
        base,
        withMessage(0, 'You answer for Alder Bikes. A service costs 95 euros.', 'system'),
      ),
      'You raised the price in the system prompt, and the cache goes on answering with the old one',
    ).toBe('two keys');
  });

  it('tells two conversations apart that end in the same question', () => {
    expect(
      keysOf(base, withMessage(1, 'Do you repair batteries?')),
      '"And what does it cost?" came after a question about brakes, and after one about batteries',
    ).toBe('two keys');
  });

  it('tells two orders of the same messages apart', () => {
    const [system, first, second, last] = base.messages;
    const swapped = [system, second, first, last].filter((message) => message !== undefined);
    expect(
      keysOf(base, { ...base, messages: swapped }),
      'The same four messages in another order are another conversation',
    ).toBe('two keys');
  });

  it('tells two settings apart, whichever it is', () => {
    const changes: Readonly<Record<string, Partial<ChatRequest>>> = {
      model: { model: 'gpt-4o' },
      temperature: { temperature: 1 },
      max_tokens: { max_tokens: 20 },
      seed: { seed: 7 },
      response_format: { response_format: { type: 'json_object' } },
      tools: { tools: [tool('USD')] },
    };
    const missed = Object.entries(changes)
      .filter(([, change]) => keysOf(base, { ...base, ...change }) === 'one key')
      .map(([name]) => name);
    expect(
      missed.length === 0 ? 'each changes the key' : `not in the key: ${missed.join(', ')}`,
      `Each of these changes what the model answers: ${Object.keys(changes).join(', ')}`,
    ).toBe('each changes the key');
  });

  it('keeps the tenants apart', () => {
    expect(
      cacheKey(base, 'alder') === cacheKey(base, 'birch') ? 'one key' : 'two keys',
      'Two companies asked the same, and the second was given what the first was told',
    ).toBe('two keys');
  });

  it('does not mind the order of the fields of the request', () => {
    const { model, messages, ...rest } = base;
    expect(
      keysOf(base, { ...rest, messages, model }),
      'The same request, but its fields were written in another order',
    ).toBe('one key');
  });

  it('does not mind the order of the fields of a message', () => {
    const messages = base.messages.map((message) => turnedRound(message));
    expect(
      keysOf(base, { ...base, messages }),
      'The same request, but its messages were written { content, role } in place of { role, content }',
    ).toBe('one key');
  });

  it('takes a field that is undefined for one that is missing', () => {
    const { tools, ...rest } = base;
    expect(
      keysOf(rest, { ...rest, tools: undefined, seed: undefined }),
      'tools: undefined is not sent, so it is the same request as one without tools',
    ).toBe('one key');
  });

  it('does not mind who asks', () => {
    const asked = (name: string): ChatRequest => ({
      ...base,
      user: name,
      safety_identifier: name,
      metadata: { session: name },
    });
    expect(
      keysOf(asked('ann'), asked('bob')),
      'Ann and Bob asked the same; user, safety_identifier and metadata do not reach the model',
    ).toBe('one key');
  });

  it('reads texts character by character', () => {
    expect(
      keysOf(withMessage(3, 'Can you polish it?'), withMessage(3, 'Can you Polish it?')),
      'To polish a bike is one thing, and Polish is another',
    ).toBe('two keys');
  });

  it('gives each pair of tenant and request a key of its own', () => {
    const pair = fc.record({
      tenant: fc.constantFrom('a', 'b', 'a:b', 'a|b', '["a"'),
      temperature: fc.constantFrom(0, 1),
      texts: fc.array(fc.constantFrom('a', 'b', 'ab', 'a,b', '"', ':', '\n'), {
        minLength: 1,
        maxLength: 3,
      }),
    });
    type Pair = { tenant: string; temperature: number; texts: string[] };
    const requestOf = ({ temperature, texts }: Pair): ChatRequest => ({
      model: 'gpt-4o-mini',
      temperature,
      messages: texts.map((content) => ({ role: 'user', content })),
    });
    fc.assert(
      fc.property(pair, pair, (one, other) => {
        const alike = JSON.stringify(one) === JSON.stringify(other);
        expect(
          cacheKey(requestOf(one), one.tenant) === cacheKey(requestOf(other), other.tenant),
          `${JSON.stringify(one)} and ${JSON.stringify(other)} ${alike ? 'are the same' : 'are different'}`,
        ).toBe(alike);
        expect(
          cacheKey(turnedRound(requestOf(one)), one.tenant),
          `The fields of ${JSON.stringify(one)} were written the other way round`,
        ).toBe(cacheKey(requestOf(one), one.tenant));
      }),
    );
  });

  it('refuses a tenant that is empty or blank', () => {
    expectError(() => cacheKey(base, ''), RangeError, 'tenant');
    expectError(() => cacheKey(base, '  '), RangeError, 'tenant');
  });
});

describe('singleFlight', () => {
  it('gives the caller what load gives', async () => {
    const stock = planted(1);
    const ask = singleFlight(async (question: string) => `${question} ${stock}`, itself);
    expect(
      await ask('left:'),
      `load was given "left:" and added the ${stock} that it alone knows`,
    ).toBe(`left: ${stock}`);
  });

  it('makes one call for 50 callers who ask at once', async () => {
    const model = slowModel();
    const ask = singleFlight(model.load, itself);
    const answers = Array.from({ length: 50 }, () => ask('opening hours'));
    await nextTurn();
    model.landAll();
    const different = new Set(await Promise.all(answers));
    expect(
      `${model.calls()} calls, ${different.size} answers`,
      `50 users asked the same in one moment, and the model was called ${model.calls()} times`,
    ).toBe('1 calls, 1 answers');
  });

  it('lets a caller join a call that is under way', async () => {
    const model = slowModel();
    const ask = singleFlight(model.load, itself);
    const first = ask('opening hours');
    await nextTurn(3);
    const second = ask('opening hours');
    await nextTurn();
    model.landAll();
    expect(
      [await first, await second],
      'The second caller came while the first was waiting, and could have had the same answer',
    ).toEqual(['opening hours (call 1)', 'opening hours (call 1)']);
  });

  it('calls for each key on its own', async () => {
    const model = slowModel();
    const ask = singleFlight(model.load, itself);
    const answers = [ask('opening hours'), ask('prices')];
    await nextTurn();
    model.landAll();
    expect(
      await Promise.all(answers),
      'Two callers asked for different things at the same time',
    ).toEqual(['opening hours (call 1)', 'prices (call 2)']);
  });

  it('goes by the key, and not by the object that asks', async () => {
    const model = slowModel();
    const ask = singleFlight(
      ({ text }: { readonly text: string }) => model.load(text),
      ({ text }) => text,
    );
    const answers = [ask({ text: 'prices' }), ask({ text: 'prices' })];
    await nextTurn();
    model.landAll();
    expect(
      await Promise.all(answers),
      'Two requests are two objects, but their key is the same',
    ).toEqual(['prices (call 1)', 'prices (call 1)']);
  });

  it('calls again once the call has landed', async () => {
    const model = slowModel();
    const ask = singleFlight(model.load, itself);
    const answers: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const answer = ask('opening hours');
      await nextTurn();
      model.landAll();
      answers.push(await answer);
    }
    expect(
      answers,
      'Three callers asked one after another: to remember answers is the task of the cache, which knows when they expire',
    ).toEqual(['opening hours (call 1)', 'opening hours (call 2)', 'opening hours (call 3)']);
  });

  it('hands a failure to everyone who waits, and tries again for the next', async () => {
    const model = slowModel();
    const ask = singleFlight(model.load, itself);
    const outcomes: string[] = [];
    await unhandledDuring(async () => {
      const waiting = [ask('prices'), ask('prices')].map(outcomeOf);
      await nextTurn();
      model.failAll('overloaded');
      outcomes.push(...(await Promise.all(waiting)));
      const next = outcomeOf(ask('prices'));
      await nextTurn();
      model.landAll();
      outcomes.push(await next);
    });
    expect(outcomes, 'Two callers shared a call that failed, and a third came afterwards').toEqual([
      'failed: overloaded',
      'failed: overloaded',
      'prices (call 2)',
    ]);
  });

  it('leaves no failure without a handler', async () => {
    const model = slowModel();
    const unhandled = await unhandledDuring(async () => {
      const waiting = outcomeOf(singleFlight(model.load, itself)('prices'));
      await nextTurn();
      model.failAll('overloaded');
      await waiting;
    });
    expect(
      unhandled.join(', ') || 'none',
      'The caller has handled its failure, and another promise failed that nobody waits for: Node ends the process for it',
    ).toBe('none');
  });

  it('has at most one call of each key under way, whatever comes when', async () => {
    const step = fc.record({
      act: fc.constantFrom('ask', 'ask', 'land', 'fail'),
      key: fc.constantFrom('a', 'b'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const model = slowModel();
        const ask = singleFlight(model.load, itself);
        const underWay = new Set<string>();
        let due = 0;
        await unhandledDuring(async () => {
          for (const { act, key } of steps) {
            if (act === 'ask') {
              void outcomeOf(ask(key));
              if (!underWay.has(key)) due += 1;
              underWay.add(key);
            } else {
              if (act === 'land') model.landAll(key);
              else model.failAll('overloaded', key);
              underWay.delete(key);
            }
            await nextTurn();
          }
        });
        expect(
          model.calls(),
          `${steps.map(({ act, key }) => `${act} ${key}`).join(', ')}: ${due} calls are due`,
        ).toBe(due);
      }),
    );
  });
});

describe('cachedComplete', () => {
  it('gives the answer of the model', async () => {
    const answer = `We have ${planted(2)} bikes.`;
    api.reply(answer);
    expect(
      await cached()(question('How many bikes?')),
      'Nothing is in the cache yet, so the model was asked',
    ).toEqual({ content: answer, finishReason: 'stop', cached: false });
  });

  it('sends the request as it is', async () => {
    api.reply('80 euros.');
    await cached()(base);
    expect(
      api.sent('chat.completions.create')[0],
      'The model must see every message and setting of the request',
    ).toEqual(base);
  });

  it('answers a repeated question without asking the model', async () => {
    const answer = `We have ${planted(3)} bikes.`;
    api.reply(answer, 'The model was asked a second time.');
    const ask = cached();
    await ask(question('How many bikes?'));
    const again = await ask(question('How many bikes?'));
    expect(
      again,
      `The question was asked twice, and the API received ${api.requests.length} requests`,
    ).toEqual({ content: answer, finishReason: 'stop', cached: true });
  });

  it('goes by the key that it is given', async () => {
    countReplies();
    const ask = cached({ keyOf: ({ model }) => model });
    const contents = [];
    for (const request of [
      question('How many bikes?'),
      question('How many helmets?'),
      { ...question('How many bikes?'), model: 'gpt-4o' },
    ]) {
      contents.push((await ask(request)).content);
    }
    expect(
      contents,
      'Here the key is the model, so the first two share an answer and the third has its own',
    ).toEqual(['answer 1', 'answer 1', 'answer 2']);
  });

  it('asks again when the time to live is over', async () => {
    countReplies();
    const time = clockAt(1_000_000);
    const ask = cached({ ttlMs: 60_000, clock: time });
    await ask(question('Open today?'));
    time.advance(61_000);
    const late = await ask(question('Open today?'));
    expect(
      `${late.content} from ${sourceOf(late)}`,
      'An answer may be given for 60 seconds, and 61 have passed on the clock',
    ).toBe('answer 2 from the model');
  });

  it('gives an answer again until its time to live is over', async () => {
    countReplies();
    const time = clockAt(1_000_000);
    const ask = cached({ ttlMs: 60_000, clock: time });
    await ask(question('Open today?'));
    time.advance(59_000);
    const again = await ask(question('Open today?'));
    expect(
      `${again.content} from ${sourceOf(again)}`,
      'An answer may be given for 60 seconds, and 59 have passed on the clock',
    ).toBe('answer 1 from the cache');
  });

  it('does not make an answer younger by giving it', async () => {
    countReplies();
    const time = clockAt(1_000_000);
    const ask = cached({ ttlMs: 60_000, clock: time });
    const sources = [];
    for (const pause of [0, 25_000, 25_000, 25_000]) {
      time.advance(pause);
      sources.push(sourceOf(await ask(question('Open today?'))));
    }
    expect(
      sources.join(', '),
      'The question came at 0, 25, 50 and 75 seconds: at 75 the answer is older than its 60 seconds, however often it was read',
    ).toBe('the model, the cache, the cache, the model');
  });

  it('does not keep an answer that was cut off', async () => {
    api.reply({ content: 'We open at', finishReason: 'length' }, 'We open at 8.');
    const ask = cached();
    const first = await ask(question('Open today?'));
    const second = await ask(question('Open today?'));
    expect(
      [first, second],
      'The first answer hit max_tokens (length): its caller gets it, and nobody after',
    ).toEqual([
      { content: 'We open at', finishReason: 'length', cached: false },
      { content: 'We open at 8.', finishReason: 'stop', cached: false },
    ]);
  });

  it('does not keep a refusal', async () => {
    api.reply({ refusal: 'I cannot help with that.' }, 'We open at 8.');
    const ask = cached();
    const first = await ask(question('Open today?'));
    const second = await ask(question('Open today?'));
    expect(
      [first.content, second.content],
      'The first time the model refused (its content is null), though it ended with stop',
    ).toEqual([null, 'We open at 8.']);
  });

  it('does not keep a failure', async () => {
    api.next(fault.serverError());
    api.reply('We open at 8.');
    const ask = cached();
    const outcomes = [];
    for (let round = 0; round < 2; round += 1) {
      outcomes.push(await ask(question('Open today?')).then(({ content }) => content, nameOf));
    }
    expect(outcomes, 'The API failed once with status 500, and was well again after that').toEqual([
      'InternalServerError',
      'We open at 8.',
    ]);
  });

  it('rejects an answer without choices', async () => {
    api.next(fault.emptyChoices());
    api.reply('We open at 8.');
    await expectRejection(() => cached()(question('Open today?')), Error, 'choices');
  });

  // The reference string of Silberschatz, Galvin and Gagne, "Operating System Concepts", in the
  // chapter on virtual memory: with three frames LRU faults 12 times, FIFO 15 times.
  it('makes room by dropping the least recently used answer', async () => {
    const quick = quickClient();
    const ask = cached({ client: quick.client, maxEntries: 3 });
    const pages = [7, 0, 1, 2, 0, 3, 0, 4, 2, 3, 0, 3, 2, 1, 2, 0, 1, 7, 0, 1];
    for (const page of pages) await ask(question(`page ${page}`));
    expect(
      `${quick.requests()} requests`,
      `20 questions, of which 6 are different, and room for 3 answers: the model was asked ${quick.requests()} times`,
    ).toBe('12 requests');
  });

  it('shares nothing with another cache', async () => {
    countReplies();
    await cached()(question('Open today?'));
    const other = await cached()(question('Open today?'));
    expect(
      other.content,
      'The first answer was kept by one cache, and another one has given it',
    ).toBe('answer 2');
  });

  it('gives what a model of the cache gives, whatever is asked when', async () => {
    const step = fc.record({
      text: fc.constantFrom('a', 'b'),
      pause: fc.constantFrom(10_000, 20_000),
    });
    const someSteps = fc.array(step, { minLength: 4, maxLength: 6 });
    const quick = quickClient();
    await fc.assert(
      fc.asyncProperty(someSteps, async (steps) => {
        const time = clockAt(1_000_000);
        const ask = cached({ client: quick.client, ttlMs: 35_000, clock: time });
        const known = new Map<string, { readonly content: string | null; readonly at: number }>();
        for (const { text, pause } of steps) {
          time.advance(pause);
          const kept = known.get(text);
          const fresh = kept !== undefined && time.now() - kept.at < 35_000;
          const answer = await ask(question(text));
          const due = fresh ? kept.content : quick.latest();
          expect(
            { content: answer.content, from: sourceOf(answer) },
            `${steps.map((one) => `${one.pause / 1000} s, ${one.text}`).join('; ')} (time to live: 35 s)`,
          ).toEqual({ content: due, from: fresh ? 'the cache' : 'the model' });
          if (!fresh) known.set(text, { content: answer.content, at: time.now() });
        }
      }),
      { numRuns: 12 },
    );
  });

  it('refuses a time to live and a size that are not above 0', () => {
    expectError(() => cached({ ttlMs: 0 }), RangeError, 'ttlMs');
    expectError(() => cached({ ttlMs: -1 }), RangeError, 'ttlMs');
    expectError(() => cached({ maxEntries: 0 }), RangeError, 'maxEntries');
  });
});

describe('semanticLookup', () => {
  it('finds the nearest question', () => {
    const entries = [entry('refund', [0, 1]), entry('opening hours', [0.8, 0.6])];
    const hit = semanticLookup({ scope: 'shop', vector: [1, 0] }, entries, 0.7);
    expect(
      hit?.question,
      'The cosines are 0 for "refund" and 0.8 for "opening hours"; the threshold is 0.7',
    ).toBe('opening hours');
  });

  it('finds the nearest question, and not the first that is near enough', () => {
    const entries = [
      entry('opening hours', [0.8, 0.6]),
      entry('Sunday hours', [0.96, 0.28]),
      entry('summer hours', [0.6, 0.8]),
    ];
    const hit = semanticLookup({ scope: 'shop', vector: [1, 0] }, entries, 0.5);
    expect(
      hit?.question,
      'The cosines are 0.8, 0.96 and 0.6, and all of them reach the threshold of 0.5',
    ).toBe('Sunday hours');
  });

  it('gives null when nothing is near enough', () => {
    const entries = [entry('opening hours', [0.8, 0.6]), entry('refund', [0, 1])];
    const hit = semanticLookup({ scope: 'shop', vector: [1, 0] }, entries, 0.9);
    expect(
      hit?.question ?? 'nothing',
      'The highest cosine is 0.8, and the threshold is 0.9: the model has to answer',
    ).toBe('nothing');
  });

  it('takes a cosine that equals the threshold for a hit', () => {
    const hit = semanticLookup(
      { scope: 'shop', vector: [1, 0] },
      [entry('hours', [0.6, 0.8])],
      0.6,
    );
    expect(hit?.question ?? 'nothing', 'The cosine is 0.6, and so is the threshold').toBe('hours');
  });

  it('never leaves its scope, also when a question of another is nearer', () => {
    const entries = [
      entry('hours at Birch', [1, 0], 'birch'),
      entry('hours at Alder', [0.8, 0.6], 'alder'),
    ];
    const hit = semanticLookup({ scope: 'alder', vector: [1, 0] }, entries, 0.7);
    expect(
      hit?.question ?? 'nothing',
      'The nearest question (cosine 1) belongs to Birch; Alder asks, and has one of its own (0.8)',
    ).toBe('hours at Alder');
  });

  it('finds a question of the embeddings API in other words', async () => {
    const asked = ['How do I get a refund?', 'Where is my parcel?', 'How do I get my money back?'];
    const [refund = [], parcel = [], query = []] = await embed(asked);
    const answers = [planted(4), planted(5)].map((minutes) => `It takes ${minutes} minutes.`);
    const entries = [refund, parcel].map((vector, i) => ({
      scope: 'shop',
      question: asked[i] ?? '',
      vector,
      answer: answers[i] ?? '',
    }));
    expect(
      semanticLookup({ scope: 'shop', vector: query }, entries, 0.9)?.answer,
      '"How do I get my money back?" is the question about a refund in other words',
    ).toBe(answers[0]);
  });

  it('is never beaten by another entry of its scope', () => {
    const vector = fc.constantFrom<Vec>(
      [1, 0],
      [0, 1],
      [0.6, 0.8],
      [0.8, 0.6],
      [-1, 0],
      [0.6, -0.8],
    );
    const some = fc.record({ vector, scope: fc.constantFrom('alder', 'birch') });
    fc.assert(
      fc.property(
        fc.array(some, { maxLength: 6 }),
        some,
        fc.constantFrom(0.3, 0.7, 0.9),
        (known, query, threshold) => {
          const entries = known.map((one, i) => entry(`question ${i}`, one.vector, one.scope));
          const near = entries
            .filter(({ scope }) => scope === query.scope)
            .map((one) => cosine(query.vector, one.vector))
            .filter((value) => value >= threshold);
          const hit = semanticLookup(query, entries, threshold);
          const found = hit ? cosine(query.vector, hit.vector) : null;
          const due = near.length === 0 ? null : Math.max(...near);
          expect(
            { scope: hit?.scope ?? query.scope, cosine: found },
            `Of ${entries.length} entries, ${near.length} of the scope reach ${threshold}; the highest cosine there is ${due}`,
          ).toEqual({ scope: query.scope, cosine: due });
        },
      ),
    );
  });

  it('refuses a vector of another model', () => {
    expectError(
      () =>
        semanticLookup(
          { scope: 'shop', vector: [1, 0] },
          [entry('opening hours', [0.6, 0.8, 0])],
          0.5,
        ),
      RangeError,
      'dimensions',
    );
  });
});

describe('chooseThreshold', () => {
  it('puts the threshold above the near-misses', () => {
    const pairs = pairsOf({ same: [0.97, 0.93, 0.9], different: [0.88, 0.6] });
    expect(
      chooseThreshold(pairs, 0),
      'All paraphrases are at 0.9 or above, and all near-misses at 0.88 or below',
    ).toBe(0.9);
  });

  it('gives up paraphrases where a near-miss is closer', () => {
    const pairs = pairsOf({ same: [0.97, 0.93, 0.84, 0.8], different: [0.91, 0.6] });
    expect(
      chooseThreshold(pairs, 0),
      'A near-miss is at 0.91, and no wrong hit is bearable: two of four paraphrases are worth nothing',
    ).toBe(0.93);
  });

  it('goes below a near-miss when that share of wrong hits is bearable', () => {
    const pairs = pairsOf({
      same: [0.97, 0.92, 0.9, 0.86, 0.83, 0.75],
      different: [0.95, 0.8, 0.7],
    });
    expect(
      chooseThreshold(pairs, 0.22),
      'From 0.83 on there are 6 hits, and 1 is wrong (17 %, bearable are 22 %); from 0.8 on, 2 of 7',
    ).toBe(0.83);
  });

  it('counts the wrong hits among the hits', () => {
    const pairs = pairsOf({
      same: [0.9, 0.7],
      different: [0.8, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2],
    });
    expect(
      chooseThreshold(pairs, 0.22),
      'From 0.7 on, 1 of 3 answers would be wrong; pairs that are no hits make that no better',
    ).toBe(0.9);
  });

  it('gives null when a near-miss is closer than every paraphrase', async () => {
    const texts = [
      'How do I cancel my order?',
      'How do I not cancel my order?',
      'How can I call off my order?',
    ];
    const [asked = [], negated = [], paraphrase = []] = await embed(texts);
    const pairs = [
      { similarity: cosine(asked, negated), same: false },
      { similarity: cosine(asked, paraphrase), same: true },
    ];
    const [miss = '', hit = ''] = pairs.map(({ similarity }) => similarity.toFixed(3));
    expect(
      chooseThreshold(pairs, 0) === null ? 'no threshold' : 'a threshold',
      `The question is at ${miss} from its negation and at ${hit} from its paraphrase: no threshold lets one in without the other`,
    ).toBe('no threshold');
  });

  it('gives the lowest similarity that keeps to the share, and null when none does', () => {
    const pair = fc.record({
      similarity: fc.integer({ min: 0, max: 20 }).map((n) => n / 20),
      same: fc.boolean(),
    });
    const anyPairs = fc
      .array(pair, { maxLength: 8 })
      .map((some) => [
        ...some,
        { similarity: 0.55, same: true },
        { similarity: 0.45, same: false },
      ]);
    fc.assert(
      fc.property(anyPairs, fc.constantFrom(0, 0.11, 0.23, 0.41), (pairs, share) => {
        const good = Array.from({ length: 21 }, (_, n) => n / 20)
          .filter((value) => pairs.some(({ similarity }) => similarity === value))
          .filter((value) => wrongShare(pairs, value) <= share);
        const listed = pairs.map(
          ({ similarity, same }) => `${similarity} ${same ? 'same' : 'not'}`,
        );
        expect(
          chooseThreshold(pairs, share),
          `Pairs: ${listed.join(', ')}. Bearable are ${100 * share} % wrong hits`,
        ).toBe(good[0] ?? null);
      }),
    );
  });

  it('refuses pairs that are all alike', () => {
    expectError(
      () => chooseThreshold(pairsOf({ same: [0.9, 0.8], different: [] }), 0),
      RangeError,
      'pairs',
    );
    expectError(
      () => chooseThreshold(pairsOf({ same: [], different: [0.9] }), 0),
      RangeError,
      'pairs',
    );
  });
});

function keysOf(one: ChatRequest, other: ChatRequest): string {
  return cacheKey(one, 'alder') === cacheKey(other, 'alder') ? 'one key' : 'two keys';
}

/** The base request with another text at one place. */
function withMessage(
  place: number,
  content: string,
  role: 'system' | 'user' = 'user',
): ChatRequest {
  return { ...base, messages: base.messages.with(place, { role, content }) };
}

/** The same value, with the fields of every object in the opposite order. */
function turnedRound<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, part) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).reverse())
      : part,
  );
}

function itself(text: string): string {
  return text;
}

/** A model whose calls are answered when the spec says so. */
function slowModel() {
  interface Call {
    readonly key: string;
    readonly land: () => void;
    readonly fail: (message: string) => void;
  }
  let count = 0;
  let open: Call[] = [];
  const close = (key: string | undefined, act: (call: Call) => void): void => {
    const landing = open.filter((call) => key === undefined || call.key === key);
    open = open.filter((call) => !landing.includes(call));
    for (const call of landing) act(call);
  };
  return {
    load: (key: string) => {
      count += 1;
      const number = count;
      return new Promise<string>((resolve, reject) => {
        const land = () => resolve(`${key} (call ${number})`);
        open.push({ key, land, fail: (message) => reject(new Error(message)) });
      });
    },
    landAll: (key?: string) => close(key, ({ land }) => land()),
    failAll: (message: string, key?: string) => close(key, ({ fail }) => fail(message)),
    calls: () => count,
  };
}

function outcomeOf(answer: Promise<string>): Promise<string> {
  return answer.catch((error: unknown) => {
    if (!(error instanceof Error) || error.name === 'NotImplemented') throw error;
    return `failed: ${error.message}`;
  });
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error) || error.name === 'NotImplemented') throw error;
  return error.constructor.name;
}

/** The messages of promises that failed with nobody to handle it, while `act` runs and right after. */
async function unhandledDuring(act: () => Promise<void>): Promise<string[]> {
  const messages: string[] = [];
  const collect = (error: unknown) =>
    messages.push(error instanceof Error ? error.message : 'else');
  const usual = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', collect);
  try {
    await act();
    await nextTurn(2);
  } finally {
    process.removeAllListeners('unhandledRejection');
    for (const listener of usual) process.on('unhandledRejection', listener);
  }
  return messages;
}

/** Lets everything that is ready to run do so, and waits for nothing else. */
async function nextTurn(times = 1): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Draws a number that only the model knows: an answer that is always the same cannot have it. */
function planted(seed: number): number {
  return 100 + Math.floor(seededRandom(seed)() * 900);
}

function question(content: string): ChatRequest {
  return { model: 'gpt-4o-mini', messages: [{ role: 'user', content }] };
}

function cached(options: Partial<CacheOptions> = {}) {
  return cachedComplete({
    client,
    keyOf: (request) => JSON.stringify(request),
    maxEntries: 100,
    ttlMs: 60_000,
    clock: clockAt(1_000_000),
    ...options,
  });
}

function clockAt(start: number) {
  let now = start;
  return {
    now: () => now,
    advance(milliseconds: number) {
      now += milliseconds;
    },
  };
}

/** Lets the model say how often it was asked. */
function countReplies(): void {
  let count = 0;
  api.script(() => {
    count += 1;
    return `answer ${count}`;
  });
}

function sourceOf({ cached }: Answer): string {
  return cached ? 'the cache' : 'the model';
}

/** A client that is answered without any network, for specs with many calls. */
function quickClient() {
  const rng = seededRandom(6);
  let latest: string | null = null;
  let requests = 0;
  const fetch = async (): Promise<Response> => {
    requests += 1;
    latest = `answer ${Math.floor(rng() * 1e9)}`;
    const message = { role: 'assistant', content: latest, refusal: null };
    return Response.json({ choices: [{ index: 0, message, finish_reason: 'stop' }] });
  };
  return {
    client: new OpenAI({ apiKey: 'offline', maxRetries: 0, fetch }),
    latest: () => latest,
    requests: () => requests,
  };
}

function entry(question: string, vector: Vec, scope = 'shop'): SemanticEntry {
  return { scope, question, vector, answer: `the answer to ${question}` };
}

async function embed(input: string[]): Promise<Vec[]> {
  const { data } = await client.embeddings.create({ model: 'text-embedding-3-small', input });
  return data.map(({ embedding }) => embedding);
}

function cosine(a: Vec, b: Vec): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

function pairsOf(values: {
  readonly same: readonly number[];
  readonly different: readonly number[];
}): LabelledPair[] {
  const same = values.same.map((similarity) => ({ similarity, same: true }));
  return [...same, ...values.different.map((similarity) => ({ similarity, same: false }))];
}

function wrongShare(pairs: readonly LabelledPair[], threshold: number): number {
  const hits = pairs.filter(({ similarity }) => similarity >= threshold);
  return hits.filter(({ same }) => !same).length / hits.length;
}
