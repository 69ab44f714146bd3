import { expect, it } from 'vitest';
import { createOpenAI } from '#kit/openai/fetch';

// Lengths as counted in recorded answers.
it('makes ids of the recorded lengths, with parts that a response and its items share', async () => {
  const { fetch, requests } = createOpenAI();
  const post = async (path: string, body: object): Promise<unknown> => {
    const headers = { authorization: 'Bearer offline', 'content-type': 'application/json' };
    const response = await fetch(`https://api.openai.com/v1${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return response.json();
  };
  const tool = {
    name: 'get_stock',
    description: 'Look up the stock',
    parameters: { type: 'object', properties: { sku: { type: 'string' } }, required: ['sku'] },
  };
  const wish = 'Look up the stock of A-17.';
  const chat = {
    model: 'gpt-4o',
    messages: [{ role: 'user', content: wish }],
    tools: [{ type: 'function', function: tool }],
  };
  expect(await post('/chat/completions', chat)).toMatchObject({
    id: expect.stringMatching(/^chatcmpl-[A-Za-z0-9]{29}$/),
    system_fingerprint: expect.stringMatching(/^fp_[0-9a-f]{10}$/),
    choices: [
      { message: { tool_calls: [{ id: expect.stringMatching(/^call_[A-Za-z0-9]{24}$/) }] } },
    ],
  });
  const response = await post('/responses', {
    model: 'gpt-5',
    input: wish,
    tools: [{ type: 'function', ...tool }],
  });
  expect(response).toMatchObject({
    id: expect.stringMatching(/^resp_[0-9a-f]{50}$/),
    output: [
      { id: expect.stringMatching(/^rs_[0-9a-f]{50}$/), type: 'reasoning' },
      {
        id: expect.stringMatching(/^fc_[0-9a-f]{50}$/),
        call_id: expect.stringMatching(/^call_[A-Za-z0-9]{24}$/),
      },
    ],
  });
  const shared = [...JSON.stringify(response).matchAll(/"(?:resp|rs|fc)_([0-9a-f]{24})/g)].map(
    ([, part]) => part,
  );
  expect(shared.length).toBeGreaterThan(2);
  expect(new Set(shared).size).toBe(1);
  expect(requests[0]?.requestId).toMatch(/^req_[0-9a-f]{32}$/);
});

it('spends thinking tokens in steps of 64, and nothing is left when they are all that was allowed', async () => {
  const { fetch } = createOpenAI();
  const ask = async (
    extra: object,
  ): Promise<{
    choices: { finish_reason: string; message: { content: string } }[];
    usage: { completion_tokens: number; completion_tokens_details: { reasoning_tokens: number } };
  }> => {
    const headers = { authorization: 'Bearer offline', 'content-type': 'application/json' };
    const body = JSON.stringify({
      model: 'gpt-5-mini',
      messages: [{ role: 'user', content: 'What is the capital of France?' }],
      ...extra,
    });
    return (
      await fetch('https://api.openai.com/v1/chat/completions', { method: 'POST', headers, body })
    ).json();
  };
  const thought = async (effort: string): Promise<number> =>
    (await ask({ reasoning_effort: effort })).usage.completion_tokens_details.reasoning_tokens;
  const [low, medium, high] = [
    await thought('low'),
    await thought('medium'),
    await thought('high'),
  ];
  expect([low % 64, medium % 64, high % 64]).toEqual([0, 0, 0]);
  expect(low < medium && medium < high).toBe(true);
  const cut = await ask({ max_completion_tokens: 50 });
  expect(cut.choices[0]).toMatchObject({ finish_reason: 'length', message: { content: '' } });
  expect(cut.usage).toMatchObject({
    completion_tokens: 50,
    completion_tokens_details: { reasoning_tokens: 50 },
  });
});

it('counts what a prompt shares with an earlier one as cached: from 1,024 tokens on, in steps of 128', async () => {
  const { fetch } = createOpenAI();
  const cached = async (text: string): Promise<number> => {
    const headers = { authorization: 'Bearer offline', 'content-type': 'application/json' };
    const body = JSON.stringify({
      model: 'gpt-4o',
      messages: [
        { role: 'system', content: text },
        { role: 'user', content: 'Hello!' },
      ],
    });
    const answer: { usage: { prompt_tokens_details: { cached_tokens: number } } } = await (
      await fetch('https://api.openai.com/v1/chat/completions', { method: 'POST', headers, body })
    ).json();
    return answer.usage.prompt_tokens_details.cached_tokens;
  };
  const long = 'word '.repeat(1_500);
  expect(await cached(long)).toBe(0);
  const again = await cached(long);
  expect(again).toBeGreaterThanOrEqual(1_408);
  expect(again % 128).toBe(0);
  expect(await cached(`New. ${long}`)).toBe(0);
  expect(await cached('word '.repeat(500))).toBe(0);
});
