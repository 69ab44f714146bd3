import type { MatrixComparison, MatrixRow, VectorComparison, VectorPlace } from './comparison.ts';
import { printValue, type Value } from './parse-value.ts';

type List = Extract<Value, { kind: 'list' }>;

/** Up to this length a list is given whole. */
const shortLength = 12;
/** Places of a long list, or rows of a large matrix, that are given. */
const shownPlaces = 12;
const shownRows = 8;

export function isVector(value: Value): value is List {
  return value.kind === 'list' && value.items.every(isPlain);
}

export function isMatrix(value: Value): value is List {
  return value.kind === 'list' && value.items.length > 0 && value.items.every(isVector);
}

export function compareVectors(expected: List, actual: List): VectorComparison {
  const all = placesOf(expected, actual);
  return {
    kind: 'vector',
    places: all.length <= shortLength ? all : aroundDifferences(all),
    expectedLength: expected.items.length,
    actualLength: actual.items.length,
    ...summary(all),
    reordered: isReordered(expected, actual),
  };
}

export function compareMatrices(expected: List, actual: List): MatrixComparison {
  const rows = Array.from(
    { length: Math.max(expected.items.length, actual.items.length) },
    (_, index): MatrixRow => ({
      index,
      places: placesOf(rowOf(expected, index), rowOf(actual, index)),
    }),
  );
  const [, width] = shapeOf(expected);
  const isSmall = rows.length <= shownRows && width <= shortLength;
  return {
    kind: 'matrix',
    rows: isSmall ? rows : differingRows(rows),
    expectedShape: shapeOf(expected),
    actualShape: shapeOf(actual),
    ...summary(rows.flatMap(({ places }) => places)),
    transposed: isTransposed(expected, actual),
  };
}

/** Whether two values are the same to an assertion that compares deeply. */
export function isSame(expected: Value, actual: Value): boolean {
  if (expected.kind === 'number' && actual.kind === 'number' && expected.digits !== null) {
    return Math.abs(expected.value - actual.value) < 10 ** -expected.digits / 2;
  }
  return printValue(expected) === printValue(actual);
}

/** actual − expected, where both are finite numbers. */
export function differenceOf(
  expected: Value | undefined,
  actual: Value | undefined,
): number | null {
  if (expected?.kind !== 'number' || actual?.kind !== 'number') return null;
  const difference = actual.value - expected.value;
  return Number.isFinite(difference) ? difference : null;
}

function isPlain(value: Value): boolean {
  return value.kind !== 'list' && value.kind !== 'object';
}

function placesOf(expected: List, actual: List): VectorPlace[] {
  const length = Math.max(expected.items.length, actual.items.length);
  return Array.from({ length }, (_, index) => {
    const wanted = expected.items[index];
    const got = actual.items[index];
    return {
      index,
      expected: wanted ? printValue(wanted) : null,
      actual: got ? printValue(got) : null,
      difference: differenceOf(wanted, got),
      differs: !wanted || !got || !isSame(wanted, got),
    };
  });
}

function summary(places: readonly VectorPlace[]) {
  const different = places.filter(({ differs }) => differs);
  const distances = different.flatMap(({ difference }) =>
    difference === null ? [] : [Math.abs(difference)],
  );
  return {
    differing: different.length,
    largestDifference: distances.length === 0 ? null : Math.max(...distances),
  };
}

function aroundDifferences(places: readonly VectorPlace[]): VectorPlace[] {
  return places
    .filter((_, index) => [index - 1, index, index + 1].some((near) => places[near]?.differs))
    .slice(0, shownPlaces);
}

function differingRows(rows: readonly MatrixRow[]): MatrixRow[] {
  return rows
    .filter(({ places }) => places.some(({ differs }) => differs))
    .slice(0, shownRows)
    .map(({ index, places }) => ({
      index,
      places: places.filter(({ differs }) => differs).slice(0, shownPlaces),
    }));
}

function isReordered(expected: List, actual: List): boolean {
  const wanted = expected.items.map(printValue);
  const got = actual.items.map(printValue);
  return (
    wanted.length === got.length &&
    wanted.join() !== got.join() &&
    wanted.toSorted().join() === got.toSorted().join()
  );
}

function isTransposed(expected: List, actual: List): boolean {
  const [rows, columns] = shapeOf(expected);
  if (rows !== shapeOf(actual)[1] || columns !== shapeOf(actual)[0]) return false;
  if (printValue(expected) === printValue(actual)) return false;
  const exchanged = Array.from({ length: columns }, (_, column) =>
    expected.items.map((_, row) => rowOf(expected, row).items[column]),
  );
  return exchanged.every((row, at) =>
    row.every((value, column) => {
      const got = rowOf(actual, at).items[column];
      return value !== undefined && got !== undefined && isSame(value, got);
    }),
  );
}

function shapeOf(matrix: List): readonly [number, number] {
  const widths = matrix.items.map((row) => (row.kind === 'list' ? row.items.length : 0));
  return [matrix.items.length, Math.max(0, ...widths)];
}

function rowOf(matrix: List, index: number): List {
  const row = matrix.items[index];
  return row?.kind === 'list' ? row : { kind: 'list', type: null, items: [] };
}
