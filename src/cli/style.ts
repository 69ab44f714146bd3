import pc from 'picocolors';
import { isInteractive, type Terminal } from './terminal.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** How text is dressed. Nothing is said by colour or symbol alone: a word always stands beside it. */
export interface Style {
  readonly colors: Colors;
  readonly symbols: Symbols;
  /** `--plain`: ASCII only, no colour, Markdown as it is written. */
  readonly plain: boolean;
  /** Whether the screen may be drawn over; otherwise everything is printed below what is there. */
  readonly redraw: boolean;
  /** Whether the terminal makes a link of OSC 8. */
  readonly links: boolean;
}

export interface Symbols {
  readonly passed: string;
  readonly failed: string;
  readonly waiting: string;
  /** A spec that waits, in a row of others. */
  readonly pending: string;
  readonly skipped: string;
  readonly solved: string;
  readonly mastered: string;
  readonly caughtUp: string;
  readonly begun: string;
  readonly untouched: string;
  readonly pointer: string;
  readonly bullet: string;
  readonly barFull: string;
  readonly barEmpty: string;
  readonly line: string;
  readonly column: string;
  readonly ellipsis: string;
  readonly dot: string;
}

const unicode: Symbols = {
  passed: '✓',
  failed: '✗',
  waiting: '…',
  pending: '·',
  skipped: '-',
  solved: '✓',
  mastered: '★',
  caughtUp: '»',
  begun: '◐',
  untouched: '○',
  pointer: '›',
  bullet: '•',
  barFull: '█',
  barEmpty: '░',
  line: '─',
  column: '│',
  ellipsis: '…',
  dot: '·',
};

const ascii: Symbols = {
  passed: '+',
  failed: 'x',
  waiting: '.',
  pending: '.',
  skipped: '-',
  solved: '+',
  mastered: '*',
  caughtUp: '=',
  begun: '~',
  untouched: 'o',
  pointer: '>',
  bullet: '-',
  barFull: '#',
  barEmpty: '-',
  line: '-',
  column: '|',
  ellipsis: '...',
  dot: '-',
};

/** Chooses colours, symbols and drawing for a terminal. NO_COLOR and FORCE_COLOR are heeded. */
export function styleFor(terminal: Terminal, { plain }: { readonly plain: boolean }): Style {
  const { env, output } = terminal;
  const noColor = Boolean(env.NO_COLOR) || env.TERM === 'dumb' || plain;
  const forced = Boolean(env.FORCE_COLOR) && env.FORCE_COLOR !== '0';
  return {
    colors: pc.createColors(!noColor && (forced || output.isTTY === true)),
    symbols: plain || !hasUnicode(env) ? ascii : unicode,
    plain,
    redraw: !noColor && isInteractive(terminal),
    links: !noColor && output.isTTY === true && hasLinks(env),
  };
}

/** Makes text a link where the terminal can follow it; the text itself otherwise. */
export function link({ links }: Style, text: string, url: string): string {
  return links ? `\u001B]8;;${url}\u0007${text}\u001B]8;;\u0007` : text;
}

type Env = Terminal['env'];

function hasUnicode(env: Env): boolean {
  if (process.platform !== 'win32') return env.TERM !== 'linux' && env.LC_ALL !== 'C';
  return Boolean(env.WT_SESSION || env.TERM_PROGRAM || env.ConEmuTask || env.TERM);
}

// Without VS Code: there plain `path:line` is a link that keeps the line, which OSC 8 loses.
const programsWithLinks = /^(iTerm\.app|WezTerm|ghostty|Hyper|zed|WarpTerminal)$/i;

function hasLinks(env: Env): boolean {
  if (env.FORCE_HYPERLINK) return env.FORCE_HYPERLINK !== '0';
  if (env.CI || env.TEAMCITY_VERSION) return false;
  return (
    programsWithLinks.test(env.TERM_PROGRAM ?? '') ||
    Boolean(env.WT_SESSION || env.KONSOLE_VERSION || env.DOMTERM) ||
    Number(env.VTE_VERSION ?? 0) >= 5_000 ||
    /^(xterm-kitty|xterm-ghostty|alacritty|foot)/.test(env.TERM ?? '')
  );
}
