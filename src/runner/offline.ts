import { Socket } from 'node:net';

const loopback = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);
const original = { connect: Socket.prototype.connect, fetch: globalThis.fetch };

/**
 * Makes every connection that leaves this machine fail with a sentence that names where it was going.
 * MSW answers before this is reached; the loopback interface stays open.
 */
export function refuseNetwork(): void {
  globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (loopback.has(url.hostname) || url.protocol === 'data:') return original.fetch(input, init);
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
    return Promise.reject(new NoNetwork(`${method} ${url}`));
  };
  Socket.prototype.connect = function connect(this: Socket, ...args: never[]): Socket {
    const target = targetOf(args);
    if (target === null || loopback.has(target)) return Reflect.apply(original.connect, this, args);
    throw new NoNetwork(target);
  };
}

class NoNetwork extends Error {
  override readonly name = 'NoNetwork';

  constructor(target: string) {
    super(`Specs run without a network, and nothing here answers ${target}.`);
  }
}

/** The host that the arguments of `Socket.connect` name; null for a local pipe. */
function targetOf(args: readonly unknown[]): string | null {
  // Node hands its own normalised arguments over as one array.
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === 'object' && first !== null) {
    if ('path' in first && first.path) return null;
    return 'host' in first && typeof first.host === 'string' ? first.host : 'localhost';
  }
  if (typeof first === 'number') return typeof args[1] === 'string' ? args[1] : 'localhost';
  return null;
}
