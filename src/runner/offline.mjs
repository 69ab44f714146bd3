// Plain JavaScript like standby-worker.mjs, which needs it before anything else is loaded.
import { Socket } from 'node:net';

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

  globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (loopback.has(url.hostname) || url.protocol === 'data:') return fetch(input, init);
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
    return Promise.reject(new NoNetwork(`${method} ${url}`));
  };
  /** @this {Socket} @param {any[]} args */
  Socket.prototype.connect = function connectToLoopback(...args) {
    const target = targetOf(args);
    if (target === null || loopback.has(target)) return Reflect.apply(connect, this, args);
    throw new NoNetwork(target);
  };
}

class NoNetwork extends Error {
  name = 'NoNetwork';

  /** @param {string} target */
  constructor(target) {
    super(`Specs run without a network, and nothing here answers ${target}.`);
  }
}

/**
 * The host that the arguments of `Socket.connect` name; null for a local pipe.
 *
 * @param {readonly any[]} args
 * @returns {string | null}
 */
function targetOf(args) {
  // Node hands its own normalised arguments over as one array.
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === 'object' && first !== null)
    return first.path ? null : first.host || 'localhost';
  if (typeof first === 'number') return typeof args[1] === 'string' ? args[1] : 'localhost';
  return null;
}
