import { addThat, asyncAddThat, fileThat, type HostileCase } from '../hostile-case.ts';

const outside = 'This error came outside of any spec, as from a promise that nobody awaits.';
const notAnError = (what: string) => `Your code threw ${what}, which is not an Error.`;

/** Code that throws, in all the ways there are. */
export const errorCases: readonly HostileCase[] = [
  {
    name: 'a rejection that nobody handles',
    does: addThat("Promise.reject(new Error('nobody listens')); return a + b;"),
    state: 'failing',
    told: ['Error: nobody listens', outside, 'add.ts:2'],
  },
  {
    name: 'a rejection with null that nobody handles',
    does: addThat('Promise.reject(null); return a + b;'),
    state: 'failing',
    told: [notAnError('null'), outside],
  },
  {
    name: 'an error in a timer',
    does: asyncAddThat(
      "setTimeout(() => { throw new Error('too late'); }, 0); await new Promise((later) => setTimeout(later, 5)); return a + b;",
    ),
    state: 'failing',
    told: ['Error: too late', outside, 'add.ts:2'],
  },
  {
    name: 'throw null',
    does: addThat('throw null;'),
    state: 'failing',
    told: [notAnError('null')],
  },
  {
    name: 'throw undefined',
    does: addThat('throw undefined;'),
    state: 'failing',
    told: [notAnError('undefined')],
  },
  {
    name: 'throw of a text',
    does: addThat("throw 'no sum';"),
    state: 'failing',
    told: [notAnError('no sum')],
  },
  {
    name: 'throw of an object without a message',
    does: addThat('throw { code: 3 };'),
    state: 'failing',
    told: [notAnError('{ code: 3 }')],
  },
  {
    name: 'throw of an object that answers nothing',
    does: addThat("throw new Proxy({}, { get() { throw new Error('no answer'); } });"),
    state: 'failing',
    told: ['Error: no answer'],
  },
  {
    name: 'an error of ten million letters',
    does: addThat("throw new Error('much '.repeat(2_000_000));"),
    state: 'failing',
    told: ['Error: much much much', 'much …'],
  },
  {
    name: 'a result that answers nothing',
    does: `export function add(): unknown {\n  return new Proxy({}, { get() { throw new Error('no answer'); } });\n}\n`,
    state: 'failing',
    told: ['Error: no answer'],
  },
  {
    name: 'an error while the file is loaded',
    does: fileThat("throw new Error('at once');"),
    state: 'error',
    told: ['Error: at once', 'Nothing ran: your file throws while it is loaded', 'add.ts:1'],
  },
  {
    name: 'throw null while the file is loaded',
    does: fileThat('throw null;'),
    state: 'error',
    told: [notAnError('null'), 'Nothing ran'],
  },
];
