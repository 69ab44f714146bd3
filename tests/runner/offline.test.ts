import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type LookupFunction, type Socket } from 'node:net';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refuseNetwork } from '../../src/runner/offline.mjs';

refuseNetwork();

const server = createServer((_, response) => response.end('from this machine'));
let port = 0;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address === 'object' && address !== null) port = address.port;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

describe('fetch', () => {
  it.each([
    ['an address', () => fetch('https://example.com/a?b=1'), 'GET https://example.com/a?b=1.'],
    [
      'a method',
      () => fetch(new URL('https://example.com/'), { method: 'PUT' }),
      'PUT https://example.com/.',
    ],
    [
      'a request',
      () => fetch(new Request('http://93.184.216.34/', { method: 'POST' })),
      'POST http://93.184.216.34/.',
    ],
  ])('is refused, and the error names it: %s', async (_, act, named) => {
    await expect(act()).rejects.toMatchObject({
      name: 'NoNetwork',
      message: `Specs run without a network, and nothing here answers ${named}`,
    });
  });

  it('reaches this machine, and data URLs', async () => {
    for (const host of ['127.0.0.1', 'localhost']) {
      const response = await fetch(`http://${host}:${port}/`);
      expect(await response.text()).toBe('from this machine');
    }
    expect(await (await fetch('data:,inside')).text()).toBe('inside');
  });

  it('keeps its other errors', async () => {
    await expect(fetch('no address')).rejects.toThrow('Failed to parse URL');
    await expect(fetch('http://127.0.0.1:1/')).rejects.toMatchObject({ name: 'TypeError' });
  });

  it('is answered by MSW, of an address that nothing has', async () => {
    const answers = setupServer(
      http.get('https://answered.test/', () => HttpResponse.text('from MSW')),
    );
    answers.listen();
    try {
      expect(await (await fetch('https://answered.test/')).text()).toBe('from MSW');
    } finally {
      answers.close();
    }
  });
});

describe('a socket', () => {
  it('is refused by name and by number, before a name is looked up', () => {
    expect(() => connect(443, 'example.com')).toThrow('nothing here answers example.com');
    expect(() => connect({ port: 443, host: '93.184.216.34' })).toThrow('answers 93.184.216.34');
  });

  const leadingTo =
    (address: string): LookupFunction =>
    (_, options, done) =>
      options.all ? done(null, [{ address, family: 4 }]) : done(null, address, 4);

  it('may have a name that leads to this machine', async () => {
    const socket = connect({ port, host: 'somewhere.test', lookup: leadingTo('127.0.0.1') });
    await once(socket, 'connect');
    socket.destroy();
  });

  it('is refused when its own lookup leads elsewhere', async () => {
    const socket = connect({ port, host: 'somewhere.test', lookup: leadingTo('93.184.216.34') });
    expect(await failureOf(socket)).toContain('nothing here answers somewhere.test');
  });
});

async function failureOf(socket: Socket): Promise<string> {
  const [error]: unknown[] = await once(socket, 'error');
  return String(error);
}
