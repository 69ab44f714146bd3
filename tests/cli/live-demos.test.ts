import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/index.ts';
import { main } from '../../src/cli/main.ts';
import { otherService } from '../openai/other-service.ts';
import { FakeTerminal, smallWorkbook } from './small-workbook.ts';

const root = resolve(import.meta.dirname, '../..');
const live = loadCatalog(root).exercises.filter(({ files }) =>
  readFileSync(files.demo, 'utf8').includes("'#kit/openai/live'"),
);
const service = await otherService();
afterAll(() => service.stop());

/** Runs a demo live, by the reference. */
async function demo(query: string, env: Readonly<Record<string, string>>, cwd = root) {
  const terminal = new FakeTerminal({ cwd, env: { ...process.env, ...env } });
  const code = await main(['demo', query, '--live', '--solution'], terminal);
  return { code, out: terminal.out, error: terminal.error };
}

it.concurrent.each(live.map(({ number, id }) => [number, id] as const))(
  '%s %s draws whatever another service answers',
  async (_, id) => {
    const { code, out, error } = await demo(id, {
      OPENAI_BASE_URL: service.baseURL,
      OPENAI_API_KEY: 'sk-right',
      OPENAI_MODEL: `chat-${id}`,
      OPENAI_EMBEDDING_MODEL: `embed-${id}`,
    });
    expect(error).toBe('');
    expect(code).toBe(0);
    // Somebody was asked, and by the name that the environment gives.
    expect(service.asked.filter((line) => line.includes(`-${id} `))).not.toEqual([]);
    expect(out).not.toMatch(/NaN|undefined/);
    // The line under the head of a table is as wide as the table.
    for (const line of out.split('\n').filter((line) => /^[─ ]+$/.test(line))) {
      expect(line.length).toBeLessThanOrEqual(80);
    }
  },
  60_000,
);

it.each([
  ['a wrong key', { OPENAI_API_KEY: 'sk-wrong' }, '401 That key opens nothing.'],
  ['nobody at the address', { OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' }, 'Connection error.'],
  [
    'no key and no address',
    { OPENAI_API_KEY: '', OPENAI_BASE_URL: '' },
    'OPENAI_API_KEY is not set',
  ],
])(
  'tells of %s, and of the demo that needs none',
  async (_, env, message) => {
    const workbook = smallWorkbook();
    writeFileSync(
      join(dirname(workbook.path('add')), 'demo.ts'),
      `import { liveOrOffline } from '#kit/openai/live';
const { client, model } = liveOrOffline();
const messages = [{ role: 'user', content: 'Hello.' }];
await client.withOptions({ maxRetries: 0 }).chat.completions.create({ model, messages });
`,
    );
    const usual = { OPENAI_BASE_URL: service.baseURL, OPENAI_API_KEY: 'sk-right' };
    const { code, error } = await demo('add', { ...usual, ...env }, workbook.root);
    expect(error).toContain(message);
    expect(error).toContain('Offline: npx workbook demo 1.1');
    expect(error).not.toContain('workbook itself failed');
    expect(code).toBe(2);
  },
  60_000,
);
