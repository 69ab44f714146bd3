import type { Diagnosis, FirstFailure } from '../feedback/index.ts';
import type { TestReport } from '../runner/report.ts';
import { wrap } from './layout.ts';
import { renderComparison } from './render-comparison.ts';
import { renderNearPlace, renderPlace } from './source-place.ts';
import type { Style } from './style.ts';
import { writtenOut } from './written-out.ts';

export interface FailureOptions {
  readonly style: Style;
  readonly width: number;
  readonly cwd: string;
  /** Show the stack of the error. */
  readonly trace: boolean;
  readonly way: Way;
  /** Room is short. */
  readonly compact?: boolean;
}

/** How the learner gets somewhere: by a key of the watch mode, or by a command. */
export type Way = 'keys' | 'commands';

const inputLines = 3;
const indent = '  ';

/** The first failed spec: what it promises, what happened with the learner's own values, and where. */
export function renderFailure(
  { test, comparison }: FirstFailure,
  { style, width, cwd, trace, way, compact = false }: FailureOptions,
): string[] {
  const { colors, symbols } = style;
  const title = `${test.function} ${symbols.pointer} ${test.name}`;
  const said = saidBy(test);
  const compared = comparison ? renderComparison(comparison) : [];
  // An assertion without words of its own says what the comparison says better.
  const isBare = comparison !== null && test.message === test.detail;
  return [
    ...hanging(`${colors.red(symbols.failed)} `, colors.bold(title), width),
    ...(compact ? [] : ['']),
    ...(said === '' || isBare ? [] : wrap(said, width, indent)),
    ...compared.map((line) => indent + colorSide(writtenOut(line), style)),
    ...(comparison === null && test.detail !== null && test.detail !== test.message
      ? wrap(test.detail, width, indent)
      : []),
    ...(test.counterexample
      ? clipLines(wrap(`with the input  ${writtenOut(test.counterexample)}`, width, indent), style)
      : []),
    ...(test.location
      ? [
          `${indent}${colors.dim('at')} ${way === 'keys' ? renderNearPlace(test.location, style) : renderPlace(test.location, { style, cwd })}`,
        ]
      : []),
    ...(trace && test.stack ? ['', ...stackLines(test.stack, style)] : []),
  ];
}

/** The spec's words, or those of an error with its name; the runner's own sentences go without one. */
function saidBy({ errorName, message }: TestReport): string {
  if (message === null) return errorName ?? '';
  const isNamed =
    errorName !== null && errorName !== 'AssertionError' && !/^(Your|It) /.test(message);
  return isNamed ? `${errorName}: ${message}` : message;
}

/** The misconception by its name, and why it is one. */
export function renderDiagnosis(
  { certainty, title, explanation }: Diagnosis,
  { style, width }: { readonly style: Style; readonly width: number },
): string[] {
  const { colors } = style;
  const said = certainty === 'this is' ? 'This is' : 'This looks like';
  return [
    ...wrap(colors.yellow(`${said}: ${colors.bold(title)}`), width, indent),
    ...wrap(explanation.replace(/\s*\n\s*/g, ' '), width, indent),
  ];
}

/** The stack below an error, for whoever asked for it. */
export function stackLines(stack: string, { colors }: Style): string[] {
  return stack.split('\n').map((line) => colors.dim(`${indent}${line}`));
}

function hanging(head: string, text: string, width: number): string[] {
  return wrap(text, width, indent).map((line, index) =>
    index === 0 ? head + line.slice(indent.length) : line,
  );
}

function colorSide(line: string, { colors }: Style): string {
  if (/^(expected |- )/.test(line)) return colors.green(line);
  return /^(got |\+ )/.test(line) ? colors.red(line) : line;
}

function clipLines(lines: readonly string[], { symbols }: Style): string[] {
  if (lines.length <= inputLines) return [...lines];
  return [...lines.slice(0, inputLines - 1), `${lines[inputLines - 1] ?? ''} ${symbols.ellipsis}`];
}
