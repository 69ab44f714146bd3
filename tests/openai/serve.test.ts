import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import OpenAI from 'openai';
import { expect, it } from 'vitest';
import { instructions } from '../../src/cli/commands/openai.ts';
import { serveOpenAI } from '../../src/kit/openai/serve.ts';

it('workbook openai serve answers programs, lists their requests and ends by Ctrl+C', async () => {
  const launcher = resolve(import.meta.dirname, '../../bin/workbook.js');
  const child = spawn(process.execPath, [launcher, 'openai', 'serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const found = (): string | undefined => /OPENAI_BASE_URL\W+(http\S+?)"?\n/.exec(output)?.[1];
  await expect.poll(found, { timeout: 15_000 }).toMatch(/^http/);
  const baseURL = found();
  const client = new OpenAI({ apiKey: 'offline', baseURL });
  const stream = await client.chat.completions.create({
    model: 'gpt-4o-mini',
    stream: true,
    messages: [{ role: 'user', content: 'What is the capital of France?' }],
  });
  let text = '';
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
  expect(text).toBe('The capital of France is Paris.');
  await expect
    .poll(() => output)
    .toContain('POST /chat/completions  200  14 + 7 tokens  (grounded-qa)');
  child.kill('SIGINT');
  const [code] = await once(child, 'exit');
  if (process.platform !== 'win32') expect(code).toBe(0);
}, 30_000);

it('names the variables as the shell of the platform sets them', () => {
  expect(instructions('http://127.0.0.1:1/v1', 'linux')).toContain(
    'export OPENAI_BASE_URL=http://127.0.0.1:1/v1',
  );
  expect(instructions('http://127.0.0.1:1/v1', 'win32')).toContain(
    '$env:OPENAI_BASE_URL = "http://127.0.0.1:1/v1"',
  );
});

it('says which port is taken', async () => {
  const first = await serveOpenAI();
  const port = Number(new URL(first.baseURL).port);
  await expect(serveOpenAI({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await first.close();
});

it('shows real time, so that jobs come to their end by themselves', async () => {
  const server = await serveOpenAI({ realTime: true });
  const before = Date.now();
  expect(server.clock.now()).toBeGreaterThanOrEqual(before);
  server.clock.advance(60_000);
  expect(server.clock.now()).toBeGreaterThanOrEqual(before + 60_000);
  await server.close();
});
