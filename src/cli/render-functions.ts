import type { FunctionFeedback } from '../feedback/index.ts';
import type { Report, TestReport } from '../runner/report.ts';
import { pad, widest } from './layout.ts';
import type { Style } from './style.ts';

export interface FunctionLinesOptions {
  readonly style: Style;
  /** Also the name of each spec of the functions that have been begun. */
  readonly specs: boolean;
  /** A line each only for the functions that are red; the others together. */
  readonly compact?: boolean;
}

/** How far each function is: a line each, with a tick, cross or dot for every spec, and the same in words. */
export function renderFunctions(
  functions: readonly FunctionFeedback[],
  report: Report,
  { style, specs, compact = false }: FunctionLinesOptions,
): string[] {
  const { colors } = style;
  if (compact) {
    const red = functions.filter(({ failed }) => failed > 0);
    const others = functions.filter(({ failed }) => failed === 0);
    return [...renderFunctions(red, report, { style, specs }), ...together(others, style)];
  }
  const nameWidth = widest(functions.map(({ name }) => name));
  const rows = functions.map((found) => {
    const tests = report.tests.filter((test) => test.function === found.name);
    return { found, tests, ticks: tests.map(({ state }) => shortTick(state, style)).join('') };
  });
  const tickWidth = specs ? 0 : widest(rows.map(({ ticks }) => ticks));
  return rows.flatMap(({ found, tests, ticks }) => {
    const name = pad(found.name, nameWidth);
    const marks = specs ? '' : `${pad(ticks, tickWidth)}  `;
    const stretch = found.part === 'stretch' ? colors.dim(' (stretch)') : '';
    const line = `${tick(stateOf(found), style)} ${isBegun(found) ? colors.bold(name) : name}  ${marks}${inWords(found)}${stretch}`;
    if (!specs || !isBegun(found)) return [line];
    return [
      line,
      ...tests.map(
        ({ name, state }) => `    ${tick(state, style)} ${name}${stateWord(state, style)}`,
      ),
    ];
  });
}

/** Functions that are not red, in a line for those that pass and one for those that wait. */
function together(functions: readonly FunctionFeedback[], style: Style): string[] {
  const words = { passed: 'pass', waiting: 'not written yet', skipped: 'not run' } as const;
  return (['passed', 'waiting', 'skipped'] as const).flatMap((state) => {
    const names = functions.filter((found) => stateOf(found) === state).map(({ name }) => name);
    return names.length > 0 ? [`${tick(state, style)} ${words[state]}: ${names.join(', ')}`] : [];
  });
}

type State = TestReport['state'];

function tick(state: State, { colors, symbols }: Style): string {
  if (state === 'passed') return colors.green(symbols.passed);
  if (state === 'failed') return colors.red(symbols.failed);
  return colors.dim(state === 'waiting' ? symbols.waiting : symbols.skipped);
}

/** In a row of ticks, what waits is a dot: dots in threes would run together. */
function shortTick(state: State, style: Style): string {
  return state === 'waiting' ? style.colors.dim(style.symbols.pending) : tick(state, style);
}

/** The state of a spec in words, where the symbols are no more than ASCII. */
function stateWord(state: State, { plain, colors }: Style): string {
  if (state === 'waiting') return colors.dim(' (waiting)');
  if (state === 'skipped') return colors.dim(' (not run)');
  return plain ? ` (${state})` : '';
}

function stateOf({ failed, waiting, passed }: FunctionFeedback): State {
  if (failed > 0) return 'failed';
  if (waiting > 0) return 'waiting';
  return passed > 0 ? 'passed' : 'skipped';
}

function isBegun({ passed, failed }: FunctionFeedback): boolean {
  return passed + failed > 0;
}

function inWords({ passed, failed, waiting, skipped }: FunctionFeedback): string {
  const all = passed + failed + waiting + skipped;
  if (passed === all) return `${all} of ${all} pass`;
  if (waiting === all) return 'not written yet';
  return [
    `${passed} of ${all} pass`,
    ...(failed > 0 ? [`${failed} ${failed === 1 ? 'fails' : 'fail'}`] : []),
    ...(waiting > 0 ? [`${waiting} ${waiting === 1 ? 'waits' : 'wait'}`] : []),
    ...(skipped > 0 ? [`${skipped} not run`] : []),
  ].join(', ');
}
