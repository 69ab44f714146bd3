import type { RoomExercise, RoomStates } from '../../workshop/index.ts';
import { escapeHtml } from './escape-html.ts';

/** Where the parts of a row stand, in the units of the drawing. */
const width = 940;
const head = 44;
const rowHeight = 40;
const bar = { x: 268, width: 250, height: 16 };
const share = { x: bar.x + bar.width + 8 };
const axis = { x: 616, width: 250 };
const medianX = width;
const lettersInLine = 32;
/** With fewer times than this, quartiles would pretend to know something. */
const fewestForBox = 4;

const parts = [
  ['mastered', 'mastered'],
  ['solved', 'solved'],
  ['caughtUp', 'caught up'],
  ['begun', 'begun'],
  ['new', 'not begun'],
] as const satisfies readonly (readonly [keyof RoomStates, string])[];

/** The minutes at which the time axis has its lines, from 0 to beyond every time and plan. */
export function timeTicks(exercises: readonly RoomExercise[]): readonly number[] {
  const most = Math.max(...exercises.flatMap(({ minutes, times }) => [minutes, times?.upper ?? 0]));
  const step = [5, 10, 15, 20, 30, 60, 120, 240].find((size) => most / size <= 6) ?? 480;
  const count = Math.floor(most / step) + 1;
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/**
 * Draws exercises as rows: how far the room is, and how long it took against the plan.
 *
 * @param ticks of the time axis, the same in all figures of a page
 * @param name what the drawing is called for those who do not see it
 * @returns an SVG element that takes its colours from the page
 */
export function roomFigure(
  exercises: readonly RoomExercise[],
  { ticks, name }: { readonly ticks: readonly number[]; readonly name: string },
): string {
  const height = head + exercises.length * rowHeight + 6;
  const last = ticks.at(-1) ?? 1;
  const toX = (minutes: number) => round(axis.x + (minutes / last) * axis.width);
  const grid = ticks.map(
    (tick) =>
      `<line class="grid" x1="${toX(tick)}" x2="${toX(tick)}" y1="${head - 6}" y2="${height - 4}"/>` +
      `<text class="small" x="${toX(tick)}" y="${head - 12}" text-anchor="middle">${tick}</text>`,
  );
  return [
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(name)}">`,
    `<text class="small" x="${bar.x}" y="${head - 12}">how far the room is</text>`,
    `<text class="small" x="${share.x}" y="${head - 12}">solved</text>`,
    `<text class="small" x="${axis.x}" y="12">minutes until solved</text>`,
    `<text class="small" x="${medianX}" y="${head - 12}" text-anchor="end">median</text>`,
    ...grid,
    ...exercises.map((exercise, index) => row(exercise, head + index * rowHeight, toX)),
    '</svg>',
  ].join('\n');
}

/** What the colours and marks of the figures stand for. */
export function figureLegend(): string {
  const swatches = parts.map(
    ([key, label]) =>
      `<span><svg viewBox="0 0 18 12" class="swatch" aria-hidden="true"><rect class="${key}" width="18" height="12" rx="2"/></svg>${label}</span>`,
  );
  const marks = [
    `<span><svg viewBox="0 0 28 12" class="swatch wide" aria-hidden="true"><rect class="box" y="1" width="28" height="10" rx="2"/><line class="median" x1="12" x2="12" y1="0" y2="12"/></svg>median and the middle half</span>`,
    `<span><svg viewBox="0 0 12 12" class="swatch" aria-hidden="true">${diamond(6, 6)}</svg>planned minutes</span>`,
  ];
  return `<p class="legend">${[...swatches, ...marks].join(' ')}</p>`;
}

/** The pattern that marks those who caught up also where there is no colour; once in a page. */
export const figurePatterns = `<svg width="0" height="0" class="patterns" aria-hidden="true"><defs>
<pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="stripe-ground" width="6" height="6"/><rect class="stripe" width="3" height="6"/></pattern>
</defs></svg>`;

function row(exercise: RoomExercise, top: number, toX: (minutes: number) => number): string {
  const { number, title, states, begun } = exercise;
  const middle = top + rowHeight / 2;
  const lines = inLines(title);
  const first = middle + 4 - (lines.length - 1) * 8;
  const solved = states.solved + states.mastered;
  const learners = begun + states.new;
  return [
    '<g>',
    `<text class="number" x="0" y="${first}">${escapeHtml(number)}</text>`,
    ...lines.map(
      (line, index) =>
        `<text class="label" x="38" y="${first + index * 16}">${escapeHtml(line)}</text>`,
    ),
    stack(states, middle),
    `<text class="value" x="${share.x}" y="${middle + 4}">${solved} of ${learners}</text>`,
    timesOf(exercise, middle, toX),
    '</g>',
  ].join('\n');
}

function stack(states: RoomStates, middle: number): string {
  const all = parts.reduce((sum, [key]) => sum + states[key], 0);
  let x = bar.x;
  const rects = parts.map(([key, label]) => {
    const part = all === 0 ? 0 : (states[key] / all) * bar.width;
    const rect = `<rect class="${key}" x="${round(x)}" y="${middle - bar.height / 2}" width="${round(part)}" height="${bar.height}"><title>${states[key]} ${label}</title></rect>`;
    x += part;
    return part === 0 ? '' : rect;
  });
  return rects.join('');
}

function timesOf(
  { times, minutes }: RoomExercise,
  middle: number,
  toX: (minutes: number) => number,
): string {
  const plan = `<g><title>planned: ${minutes} min</title>${diamond(toX(minutes), middle)}</g>`;
  if (times === null) {
    return `${plan}<text class="small" x="${medianX}" y="${middle + 4}" text-anchor="end">no times</text>`;
  }
  const [from, to] = [toX(times.lower), toX(times.upper)];
  const box =
    times.count < fewestForBox
      ? ''
      : `<rect class="box" x="${from}" y="${middle - 8}" width="${round(Math.max(2, to - from))}" height="16" rx="2"/>`;
  const at = toX(times.median);
  return [
    `<g><title>${times.count} learners: a quarter below ${round(times.lower)} min, a quarter above ${round(times.upper)} min</title>`,
    box,
    `<line class="median" x1="${at}" x2="${at}" y1="${middle - 11}" y2="${middle + 11}"/></g>`,
    plan,
    `<text class="value" x="${medianX}" y="${middle + 4}" text-anchor="end">${Math.round(times.median)}</text>`,
  ].join('');
}

function diamond(x: number, y: number): string {
  return `<path class="plan" d="M${x} ${y - 6}L${x + 5} ${y}L${x} ${y + 6}L${x - 5} ${y}Z"/>`;
}

/** A title in at most two lines. */
function inLines(title: string): readonly string[] {
  const lines: string[] = [''];
  for (const word of title.split(' ')) {
    const line = lines.at(-1) ?? '';
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= lettersInLine || line === '') lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const [first = '', ...rest] = lines;
  const second = rest.join(' ');
  if (second === '') return [first];
  return [
    first,
    second.length > lettersInLine ? `${second.slice(0, lettersInLine - 1).trimEnd()}…` : second,
  ];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
