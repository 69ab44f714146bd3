import { addThat, asyncAddThat, fileThat, type HostileCase } from '../hostile-case.ts';

const tooMuchMemory = 'The code used more than 512 MB of memory and was stopped.';

/** Code that takes all memory, or ends what it runs in. */
export const endingCases: readonly HostileCase[] = [
  {
    name: 'a list that grows without an end',
    does: addThat('const kept: number[][] = []; for (;;) kept.push(Array(1_000_000).fill(1));'),
    state: 'failing',
    told: [tooMuchMemory, 'It was in: add › adds two numbers.'],
  },
  {
    name: 'buffers without an end, which are in no heap',
    does: asyncAddThat(
      'const kept: Buffer[] = []; for (;;) { kept.push(Buffer.alloc(100_000_000, 1)); await new Promise(setImmediate); }',
    ),
    state: 'failing',
    told: [tooMuchMemory],
  },
  {
    name: 'a string that doubles without an end',
    does: addThat("let text = 'x'; for (;;) text += text;"),
    state: 'failing',
    told: ['RangeError: Invalid string length', 'add.ts:2'],
  },
  {
    name: 'endless recursion',
    does: addThat('return add(b, a);'),
    state: 'failing',
    told: ['RangeError: Maximum call stack size exceeded', 'add.ts:2'],
  },
  ...['exit(0)', 'abort()', "kill(process.pid, 'SIGKILL')", 'kill(process.ppid)'].map(
    (call): HostileCase => ({
      name: `process.${call}`,
      does: addThat(`process.${call}; return a + b;`),
      state: 'failing',
      told: [
        `Your code calls process.${call.replace(/\(.*/, '')}(). It would act on the whole workbook, so it does nothing here.`,
        'add.ts:2',
      ],
    }),
  ),
  {
    name: 'process.exit while the file is loaded',
    does: fileThat('process.exit(1);'),
    state: 'error',
    told: ['Your code calls process.exit().', 'Nothing ran', 'add.ts:1'],
  },
  {
    name: 'the signal that nobody can refuse, sent by another program',
    does: `import { spawnSync } from 'node:child_process';\n${addThat(
      "spawnSync(process.execPath, ['-e', 'process.kill(+process.argv[1], 9)', String(process.pid)]); return a + b;",
    )}`,
    state: 'error',
    told: ['Your code ended the process that runs it'],
  },
];
