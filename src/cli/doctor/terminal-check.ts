import type { Style } from '../style.ts';
import { isInteractive, sizeOf, type Terminal } from '../terminal.ts';
import { type Check, note, pass } from './check.ts';

const leastColumns = 60;
const leastRows = 20;

/** What the terminal can do, and what it cannot that a reader would want to know. Never a failure. */
export function checkTerminal(terminal: Terminal, style: Style): Check {
  const name = 'Terminal';
  if (!isInteractive(terminal)) {
    return note(
      name,
      'Input or output is no terminal: watch mode runs the specs once and ends.',
      'For watch mode, run it where you can type.',
    );
  }
  const { columns, rows } = sizeOf(terminal);
  const isSmall = columns < leastColumns || rows < leastRows;
  const finding = [
    `${columns} columns, ${rows} rows`,
    style.colors.isColorSupported ? 'colours' : 'no colours',
    style.symbols.passed === '✓' ? 'Unicode' : 'ASCII only',
    style.links ? 'links (OSC 8)' : 'no links (OSC 8): paths stand as path:line',
    style.redraw ? 'redraws' : 'prints below what is there',
  ].join(', ');
  return isSmall
    ? note(
        name,
        `${finding}.`,
        `Make the window larger: ${leastColumns} columns and ${leastRows} rows read well.`,
      )
    : pass(name, `${finding}.`);
}
