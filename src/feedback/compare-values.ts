import {
  compareMatrices,
  compareVectors,
  differenceOf,
  isMatrix,
  isVector,
} from './compare-lists.ts';
import { compareStructures } from './compare-structures.ts';
import { compareTexts } from './compare-texts.ts';
import type { Comparison, Relation, UnlikeComparison } from './comparison.ts';
import { parseValue, printValue, type Value } from './parse-value.ts';
import { relationOf, toleranceOf } from './relation.ts';

/** The fields of a failed spec that a comparison is made from; see `TestReport`. */
export interface PrintedValues {
  /** In the notation of pretty-format; where both values are strings they stand without quotes. */
  readonly expected: string | null;
  readonly actual: string | null;
  /** The assertion library's sentence. */
  readonly detail: string | null;
}

/**
 * Compares the expected and the received value of a failed spec as what they are: numbers, lists,
 * matrices, objects, texts.
 *
 * @returns null when there is neither value
 */
export function compareValues({ expected, actual, detail }: PrintedValues): Comparison | null {
  if (expected === null && actual === null) return null;
  const relation = relationOf(detail);
  const areTexts = expected !== null && actual !== null && arePlainTexts(expected, actual, detail);
  const wanted = expected === null ? null : readValue(expected, areTexts);
  const got = actual === null ? null : readValue(actual, areTexts);
  if (!wanted || !got) return unlike(wanted, got, relation);
  return (
    (relation === 'equal' ? compareAlike(wanted, got) : null) ??
    compareNumbers(wanted, got, { relation, detail }) ??
    unlike(wanted, got, relation)
  );
}

function compareAlike(wanted: Value, got: Value): Comparison | null {
  if (wanted.kind === 'string' && got.kind === 'string') {
    return compareTexts(wanted.value, got.value);
  }
  if (wanted.kind === 'object' && got.kind === 'object') return compareStructures(wanted, got);
  if (wanted.kind !== 'list' || got.kind !== 'list') return null;
  if (isVector(wanted) && isVector(got)) return compareVectors(wanted, got);
  const isEmpty = got.items.length === 0;
  if (isMatrix(wanted) && (isMatrix(got) || isEmpty)) return compareMatrices(wanted, got);
  return compareStructures(wanted, got);
}

function compareNumbers(
  wanted: Value,
  got: Value,
  { relation, detail }: { readonly relation: Relation; readonly detail: string | null },
): Comparison | null {
  if (wanted.kind !== 'number' || got.kind !== 'number') return null;
  return {
    kind: 'number',
    relation,
    expected: wanted.value,
    actual: got.value,
    difference: differenceOf(wanted, got),
    tolerance: toleranceOf(detail),
  };
}

/** The sentence quotes strings: "expected 'ham' to be 'spam'". Their printed forms then have no quotes. */
function arePlainTexts(expected: string, actual: string, detail: string | null): boolean {
  if (detail?.startsWith("expected '"))
    return !isQuoted(actual) || detail.startsWith(`expected '"`);
  return parseValue(expected) === null && parseValue(actual) === null;
}

function isQuoted(text: string): boolean {
  return text.startsWith('"') && text.endsWith('"') && text.length > 1;
}

function readValue(text: string, isText: boolean): Value {
  return (isText ? null : parseValue(text)) ?? { kind: 'string', value: text };
}

function unlike(wanted: Value | null, got: Value | null, relation: Relation): UnlikeComparison {
  return {
    kind: 'unlike',
    relation,
    expected: wanted && printValue(wanted),
    actual: got && printValue(got),
    expectedIs: wanted && nameOf(wanted),
    actualIs: got && nameOf(got),
  };
}

function nameOf(value: Value): string {
  switch (value.kind) {
    case 'number':
      return 'a number';
    case 'string':
      return 'a string';
    case 'word':
      return value.text;
    case 'list':
      return value.items.length === 0 ? 'an empty list' : `a list of ${value.items.length}`;
    case 'object':
      return value.type === null ? 'an object' : `a ${value.type}`;
  }
}
