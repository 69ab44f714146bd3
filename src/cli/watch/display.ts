import type { Style } from '../style.ts';
import { print, type Terminal } from '../terminal.ts';
import { createPainter, type Painter } from './painter.ts';
import { logOf } from './watch-log.ts';
import type { WatchState } from './watch-model.ts';
import { screenOf } from './watch-screen.ts';

/** Where the watch mode is seen. */
export interface Display extends Pick<Painter, 'pause' | 'resume'> {
  /** Shows the state. @returns the state with the place that the view is really scrolled to */
  show(state: WatchState): WatchState;
}

/** A screen that is drawn over where the terminal allows it; else news are printed one below the other. */
export function createDisplay(terminal: Terminal, style: Style): Display {
  const options = { style, cwd: terminal.cwd };
  if (!style.redraw) return logDisplay(terminal, style);
  const painter = createPainter(terminal.output);
  return {
    show(state) {
      const { lines, offset } = screenOf(state, options);
      painter.paint(lines);
      return 'offset' in state.view ? { ...state, view: { ...state.view, offset } } : state;
    },
    pause: painter.pause,
    resume: painter.resume,
  };
}

function logDisplay(terminal: Terminal, style: Style): Display {
  const options = { style, cwd: terminal.cwd };
  let before: WatchState | null = null;
  return {
    show(state) {
      const lines = logOf(before, state, options);
      if (lines.length > 0) print(terminal, lines.join('\n'));
      before = state;
      return state;
    },
    pause: () => {},
    resume: () => {},
  };
}
