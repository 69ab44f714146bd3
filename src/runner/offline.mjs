// Plain JavaScript like standby-worker.mjs, which needs it before anything else is loaded.
import { isIP, Socket } from 'node:net';

const loopback = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);
const installed = Symbol.for('workbook.offline');

/**
 * Makes every connection that leaves this machine fail with a sentence that names where it was going.
 * The loopback interface stays open. MSW must be started later: what it answers never comes here.
 */
export function refuseNetwork() {
  if (Reflect.get(globalThis, installed)) return;
  Reflect.set(globalThis, installed, true);
  const { fetch } = globalThis;
  const { connect } = Socket.prototype;

  // Named after it has failed, for MSW 3 answers below fetch, where its connection begins.
  globalThis.fetch = async (input, init) => {
    try {
      return await fetch(input, init);
    } catch (error) {
      if (!(error instanceof Error && error.cause instanceof NoNetwork)) throw error;
      const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
      throw new NoNetwork(`${method} ${new URL(input instanceof Request ? input.url : input)}`);
    }
  };
  /** @this {Socket} @param {any[]} args */
  Socket.prototype.connect = function connectToLoopback(...args) {
    return Reflect.apply(connect, this, keptOnLoopback(args));
  };
}

export class NoNetwork extends Error {
  name = 'NoNetwork';

  /** @param {string} target */
  constructor(target) {
    super(`Specs run without a network, and nothing here answers ${target}.`);
    this.target = target;
  }
}

/**
 * The arguments of a `Socket.connect` that stays on this machine.
 *
 * A lookup of the caller's own decides where a name leads: MSW 3 lets the sockets that it answers look theirs
 * up at the loopback address.
 *
 * @param {any[]} args
 * @returns {any[]}
 * @throws NoNetwork for a host elsewhere
 */
export function keptOnLoopback(args) {
  // Node hands its own normalised arguments over as one array, which it knows again by a mark.
  const given = Array.isArray(args[0]) ? args[0] : args;
  const host = hostOf(given);
  if (host === null || loopback.has(host)) return args;
  const [options] = given;
  if (isIP(host) || typeof options?.lookup !== 'function') throw new NoNetwork(host);
  given[0] = { ...options, lookup: loopbackOnly(options.lookup) };
  return args;
}

/**
 * The host that the arguments of `Socket.connect` name; null for a local pipe.
 *
 * @param {readonly any[]} args
 * @returns {string | null}
 */
function hostOf([first, second]) {
  if (typeof first === 'object' && first !== null)
    return first.path ? null : first.host || 'localhost';
  if (typeof first === 'number') return typeof second === 'string' ? second : 'localhost';
  return null;
}

/**
 * @param {import('node:net').LookupFunction} lookup
 * @returns {import('node:net').LookupFunction} the same, failing where it finds an address elsewhere
 */
function loopbackOnly(lookup) {
  return (host, options, done) =>
    lookup(host, options, (error, found, family) => {
      const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found];
      if (error || addresses.every((address) => loopback.has(address))) done(error, found, family);
      else done(new NoNetwork(host), '');
    });
}
