import { resolve } from 'node:path';
import { HttpResponse, http } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { startVitest } from 'vitest/node';
import { fault, setupOpenAI } from '#kit/openai';
import { client } from './module-client.ts';

const api = setupOpenAI({
  handlers: [http.get('https://shop.example/stock', () => HttpResponse.json({ stock: 3 }))],
});
const ask = { model: 'gpt-4o-mini', messages: [{ role: 'user' as const, content: 'Hello!' }] };

describe('setupOpenAI', () => {
  it('answers a client that was built while its module loaded', async () => {
    const { choices } = await client.chat.completions.create(ask);
    expect(choices[0]?.message.content).toBe('Hello! How can I assist you today?');
  });

  it('begins each spec with an empty journal and its clock at the start', () => {
    expect(api.requests).toEqual([]);
    expect(api.clock.now()).toBe(Date.UTC(2026, 0, 1));
  });

  it('lets queued faults and replies end with their spec (1)', async () => {
    api.next(fault.ok(), fault.serverError());
    api.reply('first', 'second');
    const { choices } = await client.chat.completions.create(ask);
    expect(choices[0]?.message.content).toBe('first');
  });

  it('lets queued faults and replies end with their spec (2)', async () => {
    const { choices } = await client.chat.completions.create(ask);
    expect(choices[0]?.message.content).toContain('Hello');
  });

  it('answers by a script that reads the prompt', async () => {
    api.script(({ messages }) =>
      messages.at(-1)?.text.includes('secret') ? 'I cannot say.' : undefined,
    );
    const secret = { ...ask, messages: [{ role: 'user' as const, content: 'the secret?' }] };
    expect((await client.chat.completions.create(secret)).choices[0]?.message.content).toBe(
      'I cannot say.',
    );
    expect((await client.chat.completions.create(ask)).choices[0]?.message.content).toContain(
      'Hello',
    );
  });

  it('shows what was sent, typed', async () => {
    await client.chat.completions.create(ask);
    expect(api.sent('chat.completions.create')[0]?.messages).toEqual(ask.messages);
    expect(api.sent('embeddings.create')).toEqual([]);
  });

  it('lets other services answer by handlers of their own', async () => {
    expect(await (await fetch('https://shop.example/stock')).json()).toEqual({ stock: 3 });
  });

  it('delivers the events of a stream one by one, and cut where a fault cuts them', async () => {
    api.reply('Grüße');
    const whole = await piecesOf(await send({ ...ask, stream: true }));
    expect(whole.length).toBeGreaterThan(3);
    expect(whole.every((piece) => piece.endsWith('\n\n'))).toBe(true);
    api.reply('Grüße');
    api.next(fault.splitCharacters());
    const cut = await piecesOf(await send({ ...ask, stream: true }));
    expect(cut.filter((piece) => piece.includes('\uFFFD')).length).toBeGreaterThan(2);
  });

  it('works with fake timers: a long wait for a retry passes at once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    try {
      api.next(fault.rateLimit({ retryAfter: 20 }));
      const answer = client.chat.completions.create(ask);
      await vi.advanceTimersByTimeAsync(10);
      await new Promise((done) => setImmediate(done));
      await vi.advanceTimersByTimeAsync(25_000);
      expect((await answer).choices[0]?.message.content).toContain('Hello');
      expect(api.requests).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('fails a spec whose request nothing answers, with method and URL', async () => {
    const vitest = await startVitest('test', ['fails-on-purpose'], {
      watch: false,
      config: false,
      root: resolve(import.meta.dirname, 'fixtures'),
      include: ['*.spec.ts'],
      reporters: [{}],
    });
    const messages = vitest.state
      .getFiles()
      .flatMap(({ tasks }) =>
        tasks.map(
          ({ name, result }) =>
            `${name}: ${result?.errors?.map(({ message }) => message).join(' ') ?? 'passed'}`,
        ),
      );
    await vitest.close();
    expect(messages).toEqual([
      expect.stringMatching(
        /^an API path that does not exist: POST https:\/\/api\.openai\.com\/v1\/images\/generations was called/,
      ),
      expect.stringMatching(
        /^another host: GET https:\/\/elsewhere\.example\/data was called, and nothing here answers it\./,
      ),
      'a request that is answered: passed',
    ]);
  }, 20_000);
});

const send = (body: object): Promise<Response> =>
  fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer offline', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** What comes at a time, each piece decoded for itself. */
async function piecesOf({ body }: Response): Promise<string[]> {
  const pieces: string[] = [];
  for await (const piece of body ?? []) pieces.push(new TextDecoder().decode(piece));
  return pieces;
}
