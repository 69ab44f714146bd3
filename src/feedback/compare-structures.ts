import { differenceOf, isSame } from './compare-lists.ts';
import type { StructureComparison, StructureDifference } from './comparison.ts';
import { isIdentifier, printValue, type Value } from './parse-value.ts';

/** Differences that are given; `differing` counts all of them. */
const shownDifferences = 20;

/** Finds the places in which two objects, or lists that hold objects, differ. */
export function compareStructures(expected: Value, actual: Value): StructureComparison {
  const all = differences('', expected, actual);
  return {
    kind: 'structure',
    shape: shapeOf(expected),
    differences: all.slice(0, shownDifferences),
    differing: all.length,
  };
}

function shapeOf(value: Value): StructureComparison['shape'] {
  if (value.kind !== 'list') return 'object';
  return value.items.every(({ kind }) => kind === 'object') ? 'records' : 'list';
}

function differences(
  path: string,
  expected: Value | undefined,
  actual: Value | undefined,
): StructureDifference[] {
  if (expected && actual) {
    if (isSame(expected, actual)) return [];
    const nested = nestedDifferences(path, expected, actual);
    if (nested.length > 0) return nested;
  }
  return [
    {
      path,
      expected: expected ? printValue(expected) : null,
      actual: actual ? printValue(actual) : null,
      difference: differenceOf(expected, actual),
    },
  ];
}

function nestedDifferences(path: string, expected: Value, actual: Value): StructureDifference[] {
  if (expected.kind === 'list' && actual.kind === 'list') {
    const length = Math.max(expected.items.length, actual.items.length);
    return Array.from({ length }, (_, index) =>
      differences(`${path}[${index}]`, expected.items[index], actual.items[index]),
    ).flat();
  }
  if (expected.kind !== 'object' || actual.kind !== 'object') return [];
  const wanted = new Map(expected.entries);
  const got = new Map(actual.entries);
  return [...new Set([...wanted.keys(), ...got.keys()])].flatMap((key) => {
    const here = pathTo(path, key);
    const one = wanted.get(key);
    const other = got.get(key);
    // A deep comparison takes a field that is undefined and one that is missing for the same.
    if ((!one && isUndefined(other)) || (!other && isUndefined(one))) return [];
    return differences(here, one, other);
  });
}

function pathTo(path: string, key: string): string {
  if (!isIdentifier(key)) return `${path}['${key}']`;
  return path === '' ? key : `${path}.${key}`;
}

function isUndefined(value: Value | undefined): boolean {
  return value?.kind === 'word' && value.text === 'undefined';
}
