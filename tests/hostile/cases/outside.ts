import { addThat, asyncAddThat, fileThat, type HostileCase } from '../hostile-case.ts';

const allPass = 'Mastered: core and stretch pass.';
const importsReference =
  'Your file imports the reference, so that the specs would test it and not you.';
const changed = (what: string) =>
  `Your code changed ${what}, which all other code uses too. It was put back.`;
const refused = (target: string) =>
  `NoNetwork: Specs run without a network, and nothing here answers ${target}.`;
const reference = '../../../solutions/01-fixtures/01-add/add.ts';
const everyArrayMethod =
  "for (const name of ['at', 'concat', 'every', 'filter', 'find', 'forEach', 'includes', 'indexOf', 'join', 'map', 'pop', 'push', 'reduce', 'shift', 'slice', 'some', 'sort', 'splice']) Reflect.set(Array.prototype, name, () => { throw new Error('mine'); });";

/** Code that reaches beyond its own file. */
export const outsideCases: readonly HostileCase[] = [
  {
    name: 'a million lines on the console',
    does: fileThat("for (let line = 1; line <= 1_000_000; line++) console.log('line', line);"),
    state: 'mastered',
    told: [allPass, 'Your code printed: │ line 1 │ line 2', 'more that was not kept'],
  },
  {
    name: 'a million lines on standard output',
    does: fileThat(
      "for (let line = 1; line <= 1_000_000; line++) process.stdout.write('line\\n');",
    ),
    state: 'mastered',
    told: [allPass, 'Your code printed: │ line │ line', 'more that was not kept'],
  },
  {
    name: 'commands to the terminal',
    does: fileThat("console.log('\\u001B[2Jclear\\u001B[?25l\\u0007 and ring');"),
    state: 'mastered',
    told: [allPass, 'Your code printed: │ clear and ring'],
  },
  {
    name: 'a result that is a command to the terminal',
    does: "export function add(): string {\n  return '\\u001B[2J\\u0007';\n}\n",
    state: 'failing',
    told: ['One and two are three', "'\\u001b[2J\\u0007' (a string)"],
  },
  ...(
    [
      ['Array.prototype.map', 'Array.prototype.map = () => [];'],
      ['Array.prototype.push', 'Array.prototype.push = () => 0;'],
      ['Date', 'Reflect.set(globalThis, "Date", class { static now() { return 0; } });'],
      ['Date.now', 'Date.now = () => 0;'],
      ['Math.random', 'Math.random = () => 0.5;'],
      ['JSON.parse and 1 more', "JSON.stringify = () => 'mine'; JSON.parse = () => null;"],
      ['Promise.prototype.then', 'Promise.prototype.then = () => new Promise(() => {});'],
      ['setTimeout', 'Reflect.set(globalThis, "setTimeout", () => 0);'],
      ['console', 'Reflect.set(globalThis, "console", undefined);'],
      ['Array.prototype.last', 'Reflect.set(Array.prototype, "last", () => 0);'],
    ] as const
  ).map(
    ([what, statement]): HostileCase => ({
      name: `${what} changed`,
      does: fileThat(statement),
      state: 'error',
      told: [changed(what)],
    }),
  ),
  {
    name: 'the methods of arrays changed',
    does: fileThat(everyArrayMethod),
    state: 'error',
    told: ['Your code changed Array.prototype.at and 17 more'],
  },
  ...(
    [
      ['Array.prototype.map', 'Array.prototype.map = () => [];'],
      ['Math.random', 'Math.random = () => 0.5;'],
      ['JSON.parse and 1 more', "JSON.stringify = () => 'mine'; JSON.parse = () => null;"],
      ['process', 'Reflect.set(globalThis, "process", undefined);'],
    ] as const
  ).map(
    ([what, statement]): HostileCase => ({
      name: `${what} changed by a function`,
      does: addThat(`${statement} return a + b;`),
      state: 'failing',
      told: [changed(what)],
    }),
  ),
  {
    name: 'the methods of arrays changed by a function',
    does: addThat(`${everyArrayMethod} return a + b;`),
    state: 'failing',
    told: ['Your code changed Array.prototype.at and 17 more'],
  },
  {
    name: 'another working directory',
    does: addThat("process.chdir('/'); return a + b;"),
    state: 'failing',
    told: ['Your code calls process.chdir(). It would act on the whole workbook'],
  },
  {
    name: 'another environment',
    does: fileThat(
      "process.env = {}; process.env.NO_COLOR = '1'; process.env.NODE_OPTIONS = '--no-such-option'; process.env.VITEST = 'mine';",
    ),
    state: 'mastered',
    told: [allPass],
  },
  {
    name: 'fetch from the network',
    does: asyncAddThat("await fetch('https://example.com/answer'); return a + b;"),
    state: 'failing',
    told: [refused('GET https://example.com/answer'), 'add.ts:2'],
  },
  {
    name: 'fetch from the network that nobody awaits',
    does: addThat("fetch('https://example.com/answer'); return a + b;"),
    state: 'failing',
    told: [refused('GET https://example.com/answer'), 'outside of any spec'],
  },
  {
    name: 'https from the network',
    does: `import { get } from 'node:https';\n${asyncAddThat(
      "await new Promise((answer, fail) => get('https://example.com/', answer).on('error', fail)); return a + b;",
    )}`,
    state: 'failing',
    told: ['NoNetwork: Specs run without a network', 'example.com'],
  },
  {
    name: 'a server, a timer and a child process left behind',
    does: `import { spawn } from 'node:child_process';\nimport { createServer } from 'node:net';\n${fileThat(
      "createServer().listen(0); setInterval(() => {}, 10); spawn(process.execPath, ['-e', 'setTimeout(() => {}, 3_000)']);",
    )}`,
    state: 'mastered',
    told: [allPass],
  },
  {
    name: 'the specs overwritten by the code that they test',
    does: `import { writeFileSync } from 'node:fs';\n${fileThat(
      "writeFileSync(new URL('./add.spec.ts', import.meta.url), 'describe(;');",
    )}`,
    state: 'mastered',
    told: [allPass],
  },
  {
    name: 'the workbook’s own folder deleted',
    does: `import { rmSync } from 'node:fs';\n${fileThat(
      "rmSync(new URL('../../../.workbook', import.meta.url), { recursive: true, force: true });",
    )}`,
    state: 'mastered',
    told: [allPass],
  },
  {
    name: 'the reference exported as one’s own',
    does: `export * from '${reference}';\n`,
    state: 'error',
    told: [importsReference, 'Nothing ran, and nothing is counted.', 'add.ts:1'],
  },
  {
    name: 'the reference imported while the file is loaded',
    does: `const { add, subtract } = await import('${reference}');\nexport { add, subtract };\n`,
    state: 'error',
    told: [importsReference, 'Nothing ran, and nothing is counted.', 'add.ts:1'],
  },
];
