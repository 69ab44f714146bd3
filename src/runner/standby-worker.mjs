// The thread in which specs run. It is plain JavaScript because a worker thread of Node 20 cannot load
// TypeScript without a loader, and a loader costs more than all the rest of its start.
//
// It loads Vitest and the packages it is told about (the dear part of a run) before there is anything to
// run, then waits for Vitest's messages. Beside Vitest's own channel it keeps a life line to the runner:
// a heartbeat, the spec that is running, what the code prints, and at the end which packages it loaded.
import { Console } from 'node:console';
import { isAbsolute } from 'node:path';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { init, runBaseTests, setupEnvironment } from 'vitest/worker';
import { refuseNetwork } from './offline.mjs';

const { lifeLine, preload, heartbeatMilliseconds, outputLimit } = workerData;

// Taken now: code under test may replace the global timers.
setInterval(() => lifeLine.postMessage({ kind: 'alive' }), heartbeatMilliseconds);

// Read by spec-setup.ts. A message posted just before an endless loop still arrives.
globalThis[Symbol.for('workbook.currentSpec')] = (name) =>
  lifeLine.postMessage({ kind: 'spec', name });

let printed = 0;
const output = new Writable({
  decodeStrings: false,
  write(chunk, _encoding, done) {
    const text = String(chunk);
    const room = outputLimit - printed;
    if (room > 0) lifeLine.postMessage({ kind: 'output', text: text.slice(0, room) });
    else if (printed === outputLimit) lifeLine.postMessage({ kind: 'output', text: '' });
    printed += text.length;
    done();
  },
});
globalThis.console = new Console({ stdout: output, stderr: output, colorMode: false });

init({
  post: (message) => parentPort.postMessage(message),
  on: (listener) => parentPort.on('message', listener),
  off: (listener) => parentPort.off('message', listener),
  teardown: () => parentPort.removeAllListeners('message'),
  setup: setupEnvironment,
  runTests: async (state, traces) => {
    await runBaseTests('run', state, traces);
    lifeLine.postMessage({ kind: 'loaded', urls: packagesOf(state.evaluatedModules) });
  },
  collectTests: (state, traces) => runBaseTests('collect', state, traces),
});

// Before the kit is loaded, whose offline API stands in for the network as soon as it is there.
refuseNetwork();
await Promise.all(preload.map((url) => import(url).then(warmUp).catch(() => {})));

/** A module of the kit may say how it is made ready; a package is ready when it is loaded. */
async function warmUp(module) {
  await module.warmUp?.();
  if (module.assert && module.property) exercise(module);
}

/** Generated inputs are the slowest part of most specs until the engine has compiled their library. */
function exercise({ array, assert, constantFrom, double, integer, property, record, string }) {
  const words = array(constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 30 });
  const rows = array(record({ id: integer(), name: string(), value: double() }));
  assert(
    property(words, rows, integer({ min: 1, max: 9 }), () => true),
    { numRuns: 200 },
  );
}

function packagesOf(evaluatedModules) {
  return [...evaluatedModules.idToModuleMap.values()]
    .map((module) => module.meta?.externalize)
    .filter((place) => typeof place === 'string')
    .map((place) => (isAbsolute(place) ? pathToFileURL(place).href : place))
    .filter((place) => place.startsWith('file:'));
}
