import { relative } from 'node:path';
import type { Exercise } from '../catalog/index.ts';
import type { Report, RunError } from '../runner/report.ts';
import { wrap } from './layout.ts';
import { type FailureOptions, stackLines, type Way } from './render-failure.ts';
import { codeFrame, renderNearPlace, renderPlace } from './source-place.ts';

/** Why nothing ran, what hung, or what went wrong outside of every spec: cause, place and what to do. */
export function renderRunError(
  exercise: Exercise,
  { error, state }: Report,
  options: FailureOptions,
): string[] {
  if (!error) return [];
  const { style, width, cwd, trace, way } = options;
  const { colors, symbols } = style;
  const { headline, help } = explain(error, { exercise, state, way, cwd });
  const { location } = error;
  const isPlace = location !== null && !withoutPlace.has(error.name);
  return [
    ...wrap(colors.bold(headline), width, '  ').map((line, index) =>
      index === 0 ? `${colors.red(symbols.failed)} ${line.slice(2)}` : line,
    ),
    ...(isPlace
      ? [
          '',
          `  ${way === 'keys' ? renderNearPlace(location, style) : renderPlace(location, { style, cwd })}`,
        ]
      : []),
    ...(isPlace ? codeFrame(location, style, width - 2).map((line) => `  ${line}`) : []),
    '',
    ...wrap(help, width, '  '),
    ...(trace && error.stack ? ['', ...stackLines(error.stack, style)] : []),
  ];
}

/** Errors about a file as a whole. */
const withoutPlace = new Set(['MissingFile', 'UnusableFile', 'BrokenSpec']);

interface Explanation {
  readonly headline: string;
  readonly help: string;
}

function explain(
  error: RunError,
  {
    exercise: { number, files },
    state,
    way,
    cwd,
  }: {
    readonly exercise: Exercise;
    readonly state: Report['state'];
    readonly way: Way;
    readonly cwd: string;
  },
): Explanation {
  const during = error.during === null ? '' : ` It was in: ${error.during}.`;
  const [undo, reset] =
    way === 'keys' ? ['u', 'x'] : [`npx workbook undo ${number}`, `npx workbook reset ${number}`];
  const reference =
    way === 'keys'
      ? 'c shows it beside your file.'
      : `See it pass: npx workbook run ${number} --solution\nBeside your file: npx workbook compare ${number}`;
  switch (error.name) {
    case 'MissingFile':
      return {
        headline: error.message,
        help: `Bring back what you had: ${undo}\nStart afresh with the stub: ${reset}`,
      };
    case 'UnusableFile':
      return {
        headline: error.message,
        help: `Nothing ran. Save it as text, in UTF-8. Bring back what you had: ${undo}\nStart afresh with the stub: ${reset}`,
      };
    case 'BrokenSpec':
      return {
        headline: error.message,
        help: `Nothing ran. The specs are the workbook's own: bring them back from where it came from. In a clone: git restore "${relative(cwd, files.spec)}"`,
      };
    case 'ImportsReference':
      return {
        headline: 'Your file imports the reference, so that the specs would test it and not you.',
        help: `Nothing ran, and nothing is counted. ${reference}`,
      };
    case 'ChangedBuiltIn':
      return {
        headline: `${error.message}${during}`,
        help: 'Write a function of your own beside it, or work on a copy: libraries, the specs and Vitest break in odd places when a built-in is another than they know.',
      };
    case 'Ended':
      return {
        headline: `${error.message}${during}`,
        help: 'Look for what ends a process or a thread, such as a signal. The next save runs as ever.',
      };
    case 'Thrown':
      return {
        headline: error.message,
        help: 'Nothing ran: it is thrown while your file is loaded. Throw a new Error with a sentence, inside of a function.',
      };
    case 'SyntaxError':
      return {
        headline: `Your file cannot be read as TypeScript: ${error.message}`,
        help: 'Nothing ran. Correct the marked line, or the one above it, and save.',
      };
    case 'MissingModule':
      return {
        headline: `An import leads nowhere. ${error.message}`,
        help: 'Nothing ran. Check the name after `from`; an exercise needs no package beyond those its lesson names.',
      };
    case 'Timeout':
      return {
        headline: `Your code did not come to an end and was stopped.${during}`,
        help: 'Look for a loop whose condition never becomes false, a list that is made much too long, or a promise that never settles. Save again when you have changed it.',
      };
    case 'OutOfMemory':
      return {
        headline: `${error.message}${during}`,
        help: 'Look for a list that grows in a loop without an end, or is made much too long at once.',
      };
    default:
      return {
        headline: `${error.name}: ${error.message}`,
        help:
          state === 'error'
            ? 'Nothing ran: your file throws while it is loaded, before any spec can call a function.'
            : 'This error came outside of any spec, as from a promise that nobody awaits.',
      };
  }
}
