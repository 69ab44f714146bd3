import { addThat, asyncAddThat, fileThat, type HostileCase } from '../hostile-case.ts';

const stopped = 'Your code did not come to an end and was stopped.';
const inFirstSpec = 'It was in: add › adds two numbers.';
const neverSettled = 'It did not come to an end within 2 s: a promise never settles.';

/** Code that does not come to an end. */
export const endlessCases: readonly HostileCase[] = [
  {
    name: 'an endless loop',
    does: addThat('for (;;) {}'),
    state: 'timeout',
    told: [stopped, inFirstSpec],
  },
  {
    name: 'an endless loop of microtasks',
    does: asyncAddThat('for (;;) await null;'),
    state: 'timeout',
    told: [stopped, inFirstSpec],
  },
  {
    name: 'an endless generator, read to its end',
    does: `function* count() { for (let n = 0; ; n++) yield n; }\n${addThat('let sum = 0; for (const n of count()) sum += n; return sum;')}`,
    state: 'timeout',
    told: [stopped, inFirstSpec],
  },
  {
    name: 'an endless async generator, read to its end',
    does: `async function* count() { for (let n = 0; ; n++) yield n; }\n${asyncAddThat('let sum = 0; for await (const n of count()) sum += n; return sum;')}`,
    state: 'timeout',
    told: [stopped, inFirstSpec],
  },
  {
    name: 'a regular expression that tries every way',
    does: addThat("/^(a+)+$/.test('a'.repeat(60) + 'b'); return a + b;"),
    state: 'timeout',
    told: [stopped, inFirstSpec],
  },
  {
    name: 'an endless loop that prints',
    does: addThat("for (;;) console.log('again');"),
    state: 'timeout',
    told: [stopped, inFirstSpec, 'Your code printed: │ again', 'more that was not kept'],
  },
  {
    name: 'an endless loop while the file is loaded',
    does: fileThat('for (;;) {}'),
    state: 'timeout',
    told: [stopped],
  },
  {
    name: 'a thread that waits for nobody',
    does: addThat('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); return a + b;'),
    state: 'timeout',
    told: [stopped, inFirstSpec],
  },
  {
    name: 'a call that nothing interrupts',
    does: addThat('return Array(2 ** 32 - 1).fill(0).length;'),
    state: 'timeout',
    told: [stopped, inFirstSpec],
  },
  {
    name: 'a promise that never settles',
    does: asyncAddThat('return new Promise(() => {});'),
    state: 'failing',
    told: [neverSettled],
  },
  {
    name: 'a top-level await that never ends',
    does: fileThat('await new Promise(() => {});'),
    state: 'timeout',
    told: [stopped],
  },
];
