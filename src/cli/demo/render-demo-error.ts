import type { Exercise } from '../../catalog/index.ts';
import { locate } from '../../runner/locate.ts';
import type { SourceLocation } from '../../runner/report.ts';
import { wrap } from '../layout.ts';
import { codeFrame, renderPlace } from '../source-place.ts';
import type { Style } from '../style.ts';
import type { DemoError } from './demo-process.ts';

export interface DemoErrorOptions {
  readonly style: Style;
  readonly width: number;
  readonly cwd: string;
  /** Show the stack. */
  readonly debug: boolean;
}

interface Explanation {
  readonly headline: string;
  readonly help: string;
  readonly location: SourceLocation | null;
}

/** Says what in the learner's code ended the demo, where, and what to do. */
export function renderDemoError(
  error: DemoError,
  exercise: Exercise,
  { style, width, cwd, debug }: DemoErrorOptions,
): string[] {
  const { headline, help, location } = explain(error, exercise);
  const mark = error.name === 'NotImplemented' ? style.symbols.waiting : style.symbols.failed;
  const [first = '', ...rest] = wrap(headline, width, '  ');
  const place = location
    ? [
        '',
        `  ${renderPlace(location, { style, cwd })}`,
        ...codeFrame(location, style).map(indented),
      ]
    : [];
  const stack = debug && error.stack ? ['', ...error.stack.split('\n').map(indented)] : [];
  return [
    `${mark} ${first.trimStart()}`,
    ...rest,
    ...place,
    '',
    ...wrap(help, width, '  '),
    ...stack,
  ];
}

function explain({ name, message, stack }: DemoError, exercise: Exercise): Explanation {
  const { files, number } = exercise;
  const orSolution = `The reference's demo: npx workbook demo ${number} --solution`;
  if (name === 'NotImplemented') {
    return {
      headline: message,
      help: `The demo draws what your code does, and it has come to this function. Write it and look again.\n${orSolution}`,
      location: null,
    };
  }
  const [, file, line, column, syntax] = unreadable.exec(message) ?? [];
  if (file && syntax) {
    return {
      headline: `Your file cannot be read as TypeScript: ${syntax}`,
      help: 'Correct the marked line, or the one above it.',
      location: { file, line: Number(line), column: Number(column) + 1 },
    };
  }
  const missing = missingExport.exec(message)?.[1];
  if (missing) {
    return {
      headline: `The demo needs ${missing}, and your file does not export it.`,
      help: `Put it back with "export" before it. The untouched file: npx workbook reset ${number}`,
      location: { file: files.learner, line: 1, column: 1 },
    };
  }
  const location = locate(stack ?? undefined, exercise);
  const isLearners = location?.file === files.learner;
  return {
    headline: isLearners
      ? `Your code ended the demo. ${name}: ${message}`
      : `The demo cannot go on with what your code gave it. ${name}: ${message}`,
    help: `The specs say what is wrong: npx workbook run ${number}\n${orSolution}`,
    location,
  };
}

/** esbuild, which tsx reads TypeScript with: "/path/add.ts:3:13: ERROR: Expected …". Columns from 0. */
const unreadable = /^(.+?):(\d+):(\d+): ERROR: (.+)$/m;
const missingExport = /does not provide an export named '([^']+)'/;

function indented(line: string): string {
  return `  ${line}`;
}
