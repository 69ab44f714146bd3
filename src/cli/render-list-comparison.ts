import stringWidth from 'string-width';
import type { MatrixComparison, VectorComparison, VectorPlace } from '../feedback/index.ts';
import { clip, formatPair } from './format-value.ts';
import { comparisonWidth, differenceLine, offBy, plural, withRest } from './render-difference.ts';

/** Differences between numbers that are told one by one. */
const toldDifferences = 5;

/** Two lists, one above the other, or the places of long ones that differ. */
export function renderVector(comparison: VectorComparison): string[] {
  const { places, expectedLength, actualLength, differing, reordered } = comparison;
  const isWhole = places.length === Math.max(expectedLength, actualLength);
  const notes = [
    ...(expectedLength === actualLength
      ? []
      : [`${plural(actualLength, 'item')} in place of ${expectedLength}`]),
    ...(reordered ? ['the right items, in another order'] : []),
  ];
  const aligned = isWhole ? alignedLists(places) : null;
  if (aligned) return [...aligned, ...placeNotes(places), ...notes];
  return [
    `${differing} of ${plural(Math.max(expectedLength, actualLength), 'place')} ${differing === 1 ? 'differs' : 'differ'}:`,
    ...places.map((place) => placeLine(`[${place.index}]`, place)),
    ...notes,
  ];
}

/** The two lists one above the other with a mark under what differs, or null when they are too wide. */
function alignedLists(places: readonly VectorPlace[]): string[] | null {
  const shown = places.map(({ expected, actual }) => formatPair(expected, actual));
  const widths = shown.map(({ expected, actual }) => widest([expected ?? '', actual ?? '']));
  const row = (side: 'expected' | 'actual'): string => {
    const items = shown.flatMap((place, index) => {
      const text = place[side];
      return text === null ? [] : [padStart(text, widths[index] ?? 0)];
    });
    return `[${items.join(', ')}]`;
  };
  const marks = places.map(({ differs }, index) =>
    (differs ? '^' : ' ').repeat(widths[index] ?? 0),
  );
  const lines = [
    `expected  ${row('expected')}`,
    `got       ${row('actual')}`,
    `           ${marks.join('  ')}`.trimEnd(),
  ];
  return lines.every((line) => stringWidth(line) <= comparisonWidth) ? lines : null;
}

function placeNotes(places: readonly VectorPlace[]): string[] {
  const notes = places.flatMap(({ index, difference }) =>
    difference === null || difference === 0 ? [] : [`[${index}] is ${offBy(difference)}`],
  );
  if (notes.length <= toldDifferences) return notes;
  const rest = notes.length - toldDifferences;
  return [...notes.slice(0, toldDifferences), `and ${rest} more`];
}

function placeLine(path: string, { expected, actual, difference, differs }: VectorPlace): string {
  if (!differs) return `  ${path}  ${clip(formatPair(null, actual).actual ?? '', 40)}`;
  return differenceLine(path, { expected, actual, difference });
}

/** Two matrices, side by side, or the places of large ones that differ. */
export function renderMatrix(comparison: MatrixComparison): string[] {
  const { rows, expectedShape, actualShape, differing, transposed } = comparison;
  const sameShape = expectedShape.join() === actualShape.join();
  const notes = [
    ...(sameShape ? [] : [`${shape(actualShape)} in place of ${shape(expectedShape)}`]),
    ...(transposed ? ['rows and columns are exchanged'] : []),
  ];
  const isWhole = rows.length === Math.max(expectedShape[0], actualShape[0]);
  const grid = isWhole && sameShape ? sideBySide(comparison) : null;
  if (grid) return [...grid, ...notes];
  const places = rows.flatMap(({ index, places }) =>
    places
      .filter(({ differs }) => differs)
      .map((place) => differenceLine(`[${index}][${place.index}]`, place)),
  );
  return [
    `${plural(differing, 'place')} of a matrix ${differing === 1 ? 'differs' : 'differ'}:`,
    ...withRest(places, differing),
    ...notes,
  ];
}

/** The expected matrix on the left, the received one on the right, with what differs in angle marks. */
function sideBySide({ rows }: MatrixComparison): string[] | null {
  const due = ({ expected, actual }: VectorPlace): string =>
    formatPair(expected, actual).expected ?? '';
  const cell = ({ expected, actual, differs }: VectorPlace): string => {
    const got = formatPair(expected, actual).actual ?? '';
    return differs ? `>${got}<` : ` ${got} `;
  };
  const columns = rows[0]?.places.length ?? 0;
  if (rows.some(({ places }) => places.length !== columns)) return null;
  const widths = Array.from({ length: columns }, (_, column) => ({
    expected: widest(rows.map(({ places }) => (places[column] ? due(places[column]) : ''))),
    actual: widest(rows.map(({ places }) => (places[column] ? cell(places[column]) : ''))),
  }));
  const lines = rows.map(({ places }) => [
    places.map((place, at) => padStart(due(place), widths[at]?.expected ?? 0)).join('  '),
    places.map((place, at) => padStart(cell(place), widths[at]?.actual ?? 0)).join(' '),
  ]);
  const left = Math.max(8, widest(lines.map(([expected = '']) => expected)));
  const all = [['expected', ' got'], ...lines].map(([expected = '', actual = '']) =>
    `${expected}${' '.repeat(left - stringWidth(expected))}    ${actual}`.trimEnd(),
  );
  return all.every((line) => stringWidth(line) <= comparisonWidth) ? all : null;
}

function shape([rows, columns]: readonly [number, number]): string {
  return `${plural(rows, 'row')} of ${columns}`;
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => stringWidth(text)));
}

function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - stringWidth(text))) + text;
}
