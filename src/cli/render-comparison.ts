import type {
  Comparison,
  NumberComparison,
  Relation,
  StructureComparison,
  UnlikeComparison,
} from '../feedback/index.ts';
import { clip, exactNumber, formatNumber, formatPair, visible } from './format-value.ts';
import { comparisonWidth, differenceLine, offBy, plural, withRest } from './render-difference.ts';
import { renderMatrix, renderVector } from './render-list-comparison.ts';
import { renderTextComparison } from './render-text-comparison.ts';

/** Turns a comparison into lines of plain text, at most 76 columns wide, without colour. */
export function renderComparison(comparison: Comparison): string[] {
  return render(comparison).map((line) => clip(visible(line), comparisonWidth));
}

function render(comparison: Comparison): string[] {
  switch (comparison.kind) {
    case 'number':
      return renderNumber(comparison);
    case 'vector':
      return renderVector(comparison);
    case 'matrix':
      return renderMatrix(comparison);
    case 'structure':
      return renderStructure(comparison);
    case 'text':
      return renderTextComparison(comparison, comparisonWidth);
    case 'unlike':
      return renderUnlike(comparison);
  }
}

const wanted: Readonly<Record<Relation, string>> = {
  equal: '',
  'close to': '',
  'not equal': 'anything but ',
  'greater than': 'more than ',
  'at least': 'at least ',
  'less than': 'less than ',
  'at most': 'at most ',
  contain: 'something that holds ',
  length: 'length ',
  other: '',
};

function renderNumber(comparison: NumberComparison): string[] {
  const { relation, expected, actual, difference, tolerance } = comparison;
  const isEquality = relation === 'equal' || relation === 'close to';
  const notes = [
    ...(isEquality && difference !== null && difference !== 0 ? [offBy(difference)] : []),
    ...(tolerance === null ? [] : [`${formatNumber(tolerance)} is allowed`]),
  ];
  const unit = relation === 'length' ? 'length ' : '';
  const shown = formatPair(exactNumber(expected), exactNumber(actual));
  return [
    `expected  ${wanted[relation]}${shown.expected}`,
    `got       ${unit}${shown.actual}${notes.length > 0 ? `   (${notes.join('; ')})` : ''}`,
  ];
}

function renderStructure({ differences, differing, shape: of }: StructureComparison): string[] {
  const whole = { object: 'object', records: 'list of objects', list: 'list' }[of];
  return [
    `${plural(differing, 'place')} of the ${whole} ${differing === 1 ? 'differs' : 'differ'}:`,
    ...withRest(
      differences.map((difference) => differenceLine(difference.path, difference)),
      differing,
    ),
  ];
}

function renderUnlike({
  relation,
  expected,
  actual,
  expectedIs,
  actualIs,
}: UnlikeComparison): string[] {
  const isOther = expectedIs !== null && actualIs !== null && expectedIs !== actualIs;
  const name = (what: string | null, value: string): string =>
    isOther && what !== null && what !== value ? `   (${what})` : '';
  return [
    ...(expected === null
      ? []
      : [`expected  ${wanted[relation]}${clip(expected, 50)}${name(expectedIs, expected)}`]),
    ...(actual === null ? [] : [`got       ${clip(actual, 50)}${name(actualIs, actual)}`]),
  ];
}
