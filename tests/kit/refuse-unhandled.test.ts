import { once } from 'node:events';
import { createServer } from 'node:http';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterEach, expect, it, vi } from 'vitest';
import { refuseUnhandled } from '../../src/kit/refuse-unhandled.ts';

afterEach(() => vi.restoreAllMocks());

it('keeps a request that no handler answers from its destination', async () => {
  // MSW prints what it refuses.
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const destination = createServer((_, response) => response.end('reached')).listen(0, '127.0.0.1');
  await once(destination, 'listening');
  const address = destination.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  const server = setupServer(http.get('https://answered.test/', () => HttpResponse.text('ours')));
  server.listen(refuseUnhandled);
  try {
    expect(await (await fetch('https://answered.test/')).text()).toBe('ours');
    await expect(fetch(url)).rejects.toThrow();
    expect([...warn.mock.calls, ...error.mock.calls].join('\n')).toContain(url);
  } finally {
    server.close();
  }
  expect(await (await fetch(url)).text()).toBe('reached');
  destination.close();
  destination.closeAllConnections();
});
