import type { TerminalOutput } from '../terminal.ts';

/** Draws whole screens, each over the one before. What was printed earlier stays in the scroll-back. */
export interface Painter {
  paint(lines: readonly string[]): void;
  /** Leaves the screen to others until the next `resume`; nothing is painted in between. */
  pause(): void;
  resume(): void;
}

const hideCursor = '\u001B[?25l';
const showCursor = '\u001B[?25h';
const clear = '\u001B[2J\u001B[H';
const home = '\u001B[H';
const clearLine = '\u001B[K';
const clearBelow = '\u001B[J';

/** Takes the screen over. */
export function createPainter(output: TerminalOutput): Painter {
  let last: readonly string[] | null = null;
  let paused = true;
  const painter: Painter = {
    paint(lines) {
      if (paused) return;
      const isSame =
        last?.length === lines.length && lines.every((line, at) => line === last?.[at]);
      if (isSame) return;
      // Drawn over in one go, line by line: clearing the screen first would flicker.
      const start = last === null ? hideCursor + clear : home;
      output.write(start + lines.map((line) => line + clearLine).join('\r\n') + clearBelow);
      last = lines;
    },
    pause() {
      if (paused) return;
      paused = true;
      if (last !== null) output.write(`\r\n${showCursor}`);
      last = null;
    },
    resume() {
      paused = false;
    },
  };
  painter.resume();
  return painter;
}
