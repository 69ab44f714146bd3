import OpenAI from 'openai';
import { beforeEach, describe, expect, it } from 'vitest';
import { createOpenAI, type OfflineOpenAI } from '#kit/openai/fetch';
import {
  endOfText,
  probabilityOf,
  train,
} from '../../src/kit/openai/model/n-gram/language-model.ts';
import { sampleToken } from '../../src/kit/openai/model/n-gram/sample.ts';
import { loadTokenizer } from '../../src/kit/openai/tokens/tokenizer.ts';
import { seededRandom } from '../../src/kit/random.ts';

let api: OfflineOpenAI;
let client: OpenAI;
beforeEach(() => {
  api = createOpenAI();
  client = new OpenAI({ apiKey: 'offline', fetch: api.fetch });
});

async function write(
  extra: Partial<OpenAI.ChatCompletionCreateParamsNonStreaming>,
): Promise<OpenAI.ChatCompletion> {
  return client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Write a story.' }],
    ...extra,
  });
}
async function texts(
  count: number,
  extra: Partial<OpenAI.ChatCompletionCreateParamsNonStreaming>,
): Promise<(string | null)[]> {
  return (await write({ n: count, ...extra })).choices.map(({ message }) => message.content);
}

describe('free text', () => {
  it('is the same for the same seed and another for another', async () => {
    const [a, again, other] = [
      await texts(1, { seed: 1 }),
      await texts(1, { seed: 1 }),
      await texts(1, { seed: 2 }),
    ];
    expect(again).toEqual(a);
    expect(other).not.toEqual(a);
  });

  it('is always the most likely at temperature 0, and with top_p near 0', async () => {
    const greedy = await texts(3, { temperature: 0 });
    expect(new Set(greedy).size).toBe(1);
    expect(await texts(1, { top_p: 0.0001 })).toEqual([greedy[0]]);
  });

  it('varies more the higher the temperature', async () => {
    const kinds = async (temperature: number): Promise<number> =>
      new Set(await texts(20, { temperature, seed: 4, max_tokens: 6 })).size;
    const [low, middle, high] = [await kinds(0.1), await kinds(0.7), await kinds(2)];
    expect(low).toBeLessThan(middle);
    expect(middle).toBeLessThanOrEqual(high);
  });

  it('ends at max_tokens, and before a stop string', async () => {
    const {
      choices: [cut],
      usage,
    } = await write({ temperature: 0, max_tokens: 5 });
    expect(cut?.finish_reason).toBe('length');
    expect(usage?.completion_tokens).toBe(5);
    const {
      choices: [stopped],
    } = await write({ temperature: 0, stop: ['.', 'zzz'] });
    expect(stopped?.finish_reason).toBe('stop');
    expect(stopped?.message.content).not.toContain('.');
    const whole = (await write({ temperature: 0 })).choices[0]?.message.content ?? '';
    expect(whole.startsWith(stopped?.message.content ?? '-')).toBe(true);
  });

  it('obeys logit_bias: banned tokens are gone, forced ones are all there is', async () => {
    const tokenizer = await loadTokenizer();
    const [first] = tokenizer.ids((await texts(1, { temperature: 0 }))[0] ?? '');
    const [banned] = await texts(1, { temperature: 0, logit_bias: { [String(first)]: -100 } });
    expect(tokenizer.ids(banned ?? '')).not.toContain(first);
    const [hi] = tokenizer.ids(' banana');
    const [forced] = await texts(1, { logit_bias: { [String(hi)]: 100 }, max_tokens: 3 });
    expect(forced).toBe(' banana banana banana');
  });

  it('repeats itself less with a frequency penalty', async () => {
    const tokenizer = await loadTokenizer();
    const repeats = async (frequency_penalty: number): Promise<number> => {
      const ids = tokenizer.ids((await texts(1, { temperature: 0, frequency_penalty }))[0] ?? '');
      return ids.length - new Set(ids).size;
    };
    expect(await repeats(2)).toBeLessThan(await repeats(0));
  });

  it('has log probabilities that belong to its tokens, in one piece and streamed', async () => {
    const body = { seed: 3, logprobs: true, top_logprobs: 5, max_tokens: 12 } as const;
    const {
      choices: [choice],
    } = await write(body);
    const entries = choice?.logprobs?.content ?? [];
    expect(entries.map(({ token }) => token).join('')).toBe(choice?.message.content);
    for (const { logprob, top_logprobs, token, bytes } of entries) {
      expect(logprob).toBeLessThanOrEqual(0);
      expect(Buffer.from(bytes ?? []).toString()).toBe(token);
      expect(top_logprobs).toEqual(top_logprobs.toSorted((a, b) => b.logprob - a.logprob));
      const total = top_logprobs.reduce((sum, top) => sum + Math.exp(top.logprob), 0);
      expect(total).toBeLessThanOrEqual(1 + 1e-9);
    }
    const stream = await client.chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'Write a story.' }],
      ...body,
      stream: true,
    });
    const streamed = [];
    for await (const { choices } of stream) streamed.push(...(choices[0]?.logprobs?.content ?? []));
    expect(streamed).toEqual(entries);
  });
});

describe('the language model', () => {
  it('gives probabilities that add up to 1, wherever it is', async () => {
    const tokenizer = await loadTokenizer();
    const model = train(['the cat sat', 'the dog sat down', 'a dog'], tokenizer);
    const ids = tokenizer.ids(' dog');
    for (const before of [[], ids, tokenizer.ids('the dog sat'), [199_999]]) {
      const total = model.next(before, ids).probabilities.reduce((sum, value) => sum + value, 0);
      expect(total).toBeCloseTo(1, 10);
    }
  });

  it('knows what it has read: after "the" comes "cat" as often as "dog"', async () => {
    const tokenizer = await loadTokenizer();
    const model = train(['the cat', 'the dog'], tokenizer);
    const next = model.next(tokenizer.ids('the'), []);
    const [cat, dog] = [tokenizer.ids(' cat')[0] ?? 0, tokenizer.ids(' dog')[0] ?? 0];
    expect(probabilityOf(next, cat)).toBeCloseTo(probabilityOf(next, dog), 10);
    expect(probabilityOf(next, cat)).toBeGreaterThan(0.4);
  });

  it('is drawn from in proportion, and at half the temperature in proportion to the squares', () => {
    const distribution = { ids: [1, 2], probabilities: Float64Array.of(0.75, 0.25) };
    const share = (temperature: number): number => {
      const rng = seededRandom(1);
      const sampling = {
        temperature,
        topP: 1,
        seed: null,
        frequencyPenalty: 0,
        presencePenalty: 0,
        logitBias: {},
        stop: [],
        maxTokens: null,
      };
      let ones = 0;
      for (let i = 0; i < 4_000; i += 1)
        if (sampleToken(distribution, { sampling, written: [], rng }).id === 1) ones += 1;
      return ones / 4_000;
    };
    expect(share(1)).toBeCloseTo(0.75, 1);
    // 0.75² : 0.25² is 9 : 1.
    expect(share(0.5)).toBeCloseTo(0.9, 1);
  });

  it('lists no end of text among the tokens', () => {
    const sampling = {
      temperature: 0,
      topP: 1,
      seed: null,
      frequencyPenalty: 0,
      presencePenalty: 0,
      logitBias: {},
      stop: [],
      maxTokens: null,
    };
    const { id, top } = sampleToken(
      { ids: [endOfText, 5], probabilities: Float64Array.of(0.9, 0.1) },
      { sampling, written: [], rng: () => 0 },
    );
    expect(id).toBe(endOfText);
    expect(top.map((chance) => chance.id)).toEqual([5]);
  });
});
