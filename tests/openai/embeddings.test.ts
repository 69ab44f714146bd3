import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { createOpenAI } from '#kit/openai/fetch';
import { cosine, embed, vectorSpaces } from '../../src/kit/openai/embeddings/embed.ts';
import { heldOut, tunedOn } from './triplets.ts';

const [small, large, ada] = vectorSpaces;
if (small === undefined || large === undefined || ada === undefined)
  throw new Error('Three spaces.');
const near = (a: string, b: string, space = small): number =>
  cosine(embed(a, space), embed(b, space));

describe('embeddings', () => {
  it.each([
    ['the triplets that the lexicon was tuned on', tunedOn, 28],
    ['the triplets that were held out', heldOut, 27],
  ])('put what means the same nearer than what shares words: %s', (_name, triplets, floor) => {
    const right = triplets.filter(
      ({ query, same, different }) => near(query, same) > near(query, different),
    );
    expect(right.length).toBeGreaterThanOrEqual(floor);
  });

  it('are of length 1, and those of unrelated texts lie near the base of their model', () => {
    for (const space of [small, large, ada]) {
      expect(Math.hypot(...embed('Delivery takes two days.', space))).toBeCloseTo(1, 6);
      expect(near('The moon orbits the earth.', 'Add two spoons of flour.', space)).toBeCloseTo(
        space.base,
        1,
      );
    }
  });

  it('say nothing across models', () => {
    const shortened = embed('a cat', large).subarray(0, small.dimensions);
    expect(Math.abs(cosine(embed('a cat', small), shortened))).toBeLessThan(0.1);
    expect(Math.abs(cosine(embed('a cat', small), embed('a cat', ada)))).toBeLessThan(0.1);
  });

  it('survive typing errors, and being shortened', async () => {
    expect(near('refrigerator manual', 'refridgerator manual')).toBeGreaterThan(0.5);
    const api = createOpenAI();
    const client = new OpenAI({ apiKey: 'offline', fetch: api.fetch });
    const vectors = async (dimensions: number): Promise<Float32Array[]> => {
      const input = ['How do I get a refund?', 'I want my money back.', 'Where is the station?'];
      const { data } = await client.embeddings.create({
        model: 'text-embedding-3-small',
        input,
        dimensions,
      });
      return data.map(({ embedding }) => Float32Array.from(embedding));
    };
    for (const dimensions of [1536, 512, 256]) {
      const [query, same, other] = await vectors(dimensions);
      if (!query || !same || !other) throw new Error('Three vectors.');
      expect(query).toHaveLength(dimensions);
      expect(Math.hypot(...query)).toBeCloseTo(1, 5);
      expect(cosine(query, same)).toBeGreaterThan(cosine(query, other) + 0.2);
    }
  });

  it('are the same for text and for its tokens', async () => {
    const api = createOpenAI();
    const client = new OpenAI({ apiKey: 'offline', fetch: api.fetch });
    // "tiktoken is great!" in o200k_base, as the encoding gives it.
    const { countTokens, encode } = await import('gpt-tokenizer/encoding/o200k_base');
    const tokens = encode('tiktoken is great!');
    const { data, usage } = await client.embeddings.create({
      model: 'text-embedding-3-small',
      input: [tokens, encode('other')],
    });
    const {
      data: [plain],
    } = await client.embeddings.create({
      model: 'text-embedding-3-small',
      input: 'tiktoken is great!',
    });
    expect(data[0]?.embedding).toEqual(plain?.embedding);
    expect(usage.total_tokens).toBe(countTokens('tiktoken is great!') + countTokens('other'));
  });
});

// Real embeddings miss the same, if less: the README tells learners so.
describe('embeddings do not see', () => {
  it.each([
    ['negation', 'Cancel my order.', 'Do not cancel my order.', 0.85],
    ['who does what to whom', 'The dog bites the man.', 'The man bites the dog.', 0.99],
    ['numbers', 'Returned within 30 days.', 'Returned within 90 days.', 0.8],
  ])('%s', (_name, a, b, least) => {
    expect(near(a, b)).toBeGreaterThan(least);
  });
});
