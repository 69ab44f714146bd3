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
import { changedError, rememberBuiltIns } from './changed-built-ins.mjs';
import { refuseNetwork } from './offline.mjs';

const { lifeLine, preload, heartbeatMilliseconds, outputLimit } = workerData;

// Taken now: code under test may replace the global timers.
setInterval(() => {
  lifeLine.postMessage({ kind: 'alive' });
  tellChanged();
}, heartbeatMilliseconds);

// Read by spec-setup.ts. A message posted just before an endless loop still arrives.
globalThis[Symbol.for('workbook.currentSpec')] = (name) =>
  lifeLine.postMessage({ kind: 'spec', name });

/** @type {ReturnType<typeof rememberBuiltIns>} */
let changedBuiltIns = () => [];

// Read by spec-setup.ts, before the code under test is loaded and after each spec, and by what
// implementation-plugin.ts adds to that code.
globalThis[Symbol.for('workbook.builtIns')] = {
  remember() {
    changedBuiltIns = rememberBuiltIns();
  },
  check(options = { spied: true }) {
    const names = changedBuiltIns(options);
    if (names.length === 0) return;
    const told = changedError(names);
    const error = new Error(told.message);
    error.name = told.name;
    // Where it is thrown says nothing.
    error.stack = `${told.name}: ${told.message}`;
    throw error;
  },
};

/** What is changed may keep Vitest from ever asking. */
function tellChanged() {
  const names = changedBuiltIns({ spied: false });
  if (names.length > 0) lifeLine.postMessage({ kind: 'changed', names });
}

// Vitest itself may be what breaks first.
process.on('uncaughtExceptionMonitor', tellChanged);
process.on('exit', tellChanged);

let printed = 0;

/** Passes on what is printed, up to the limit. */
function print(text) {
  const room = outputLimit - printed;
  if (room < 0) return;
  lifeLine.postMessage({ kind: 'output', text: text.slice(0, room) });
  // An empty text says that there is more.
  if (text.length > room) lifeLine.postMessage({ kind: 'output', text: '' });
  printed += text.length;
}

const output = new Writable({
  decodeStrings: false,
  write(chunk, _encoding, done) {
    print(String(chunk));
    done();
  },
});
globalThis.console = new Console({ stdout: output, stderr: output, colorMode: false });
// Beyond the limit nothing is even formatted: a million lines would take seconds.
for (const [name, method] of Object.entries(globalThis.console)) {
  if (typeof method !== 'function') continue;
  globalThis.console[name] = (...values) => {
    if (printed <= outputLimit) return method(...values);
  };
}
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (chunk, encoding, done = encoding) => {
    if (printed <= outputLimit) print(String(chunk));
    if (typeof done === 'function') process.nextTick(done);
    return true;
  };
}

init({
  post: (message) => parentPort.postMessage(message),
  on: (listener) => parentPort.on('message', listener),
  off: (listener) => parentPort.off('message', listener),
  teardown: () => parentPort.removeAllListeners('message'),
  setup: setupEnvironment,
  runTests: async (state, traces) => {
    await runBaseTests('run', state, traces);
    tellChanged();
    lifeLine.postMessage({ kind: 'loaded', urls: packagesOf(state.evaluatedModules) });
  },
  collectTests: (state, traces) => runBaseTests('collect', state, traces),
});

// This process and the one that started it belong to the workbook. Vitest puts its own process.exit here, which
// says less.
for (const name of ['exit', 'reallyExit', 'abort', 'chdir']) {
  Object.defineProperty(process, name, { get: () => () => refuse(name), set() {} });
}
const { kill } = process;
process.kill = (pid, signal) => {
  if (pid <= 0 || pid === process.pid || pid === process.ppid) refuse('kill');
  return kill(pid, signal);
};

function refuse(name) {
  const error = new Error(
    `Your code calls process.${name}(). It would act on the whole workbook, so it does nothing here.`,
  );
  error.name = 'NotInSpecs';
  throw error;
}

// Before the kit is loaded, whose offline API stands in for the network as soon as it is there.
refuseNetwork();
await Promise.all(preload.map((url) => import(url).then(warmUp).catch(() => {})));

/** A module of the kit may say how it is made ready; a package is ready when it is loaded. */
async function warmUp(module) {
  await module.warmUp?.();
  if (module.assert && module.property) generate(module);
  if (module.expect && module.describe) compare(module);
  if (module.seededRandom) draw(module);
}

/** Specs make many generators, each for a few numbers. */
function draw({ seededRandom }) {
  for (let seed = 0; seed < 200; seed++) {
    const rng = seededRandom(seed);
    for (let count = 0; count < 20; count++) rng();
  }
}

/** Specs with many assertions are slow until the engine has compiled what makes and compares them. */
function compare({ expect }) {
  for (let value = 0; value < 300; value++) {
    expect(value, 'words').toBe(value);
    expect({ values: [value] }, 'words').toEqual({ values: [value] });
    expect(value / 3, 'words').toBeCloseTo(value / 3, 6);
  }
}

/** Generated inputs are the slowest part of most specs until the engine has compiled their library. */
function generate({ array, assert, constantFrom, double, integer, property, record, string }) {
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
