import {
  type Figure,
  isMeasured,
  isWithinLimit,
  type Limit,
  type Measured,
  type Row,
  ratioOf,
  type Unit,
} from './row.ts';
import { summarize } from './statistics.ts';

/** The rows as one Markdown table. */
export function tableOf(rows: readonly Row[]): string {
  return [
    '| what | workbook | runs | compared with | its figure | ratio | limit |',
    '|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${cellsOf(row).join(' | ')} |`),
  ].join('\n');
}

function cellsOf(row: Row): readonly string[] {
  const { what, ours, peer } = row;
  const ratio = ratioOf(row);
  return [
    what,
    figureText(ours),
    isMeasured(ours) ? String(ours.values.length) : '',
    peer?.name ?? '',
    peer === null ? '' : figureText(peer),
    ratio === null ? '' : percent(ratio),
    limitText(row),
  ];
}

function figureText(figure: Figure): string {
  if (!isMeasured(figure)) return `not measured: ${oneLine(figure.problem)}`;
  const { runs, median, fastest, slowest } = summarize(figure.values);
  const range = runs > 1 ? ` (${spread(fastest, slowest, figure.unit)})` : '';
  return `${valueText(median, figure.unit)}${range}${eachText(figure, median)}`;
}

function eachText({ unit, things }: Measured, median: number): string {
  return things === undefined ? '' : `, ${valueText(median / things, unit)} each`;
}

function limitText(row: Row): string {
  const { limit, ours } = row;
  if (limit === null) return '';
  const within = isWithinLimit(row);
  const verdict = within === null ? '' : within ? ' ✓' : ' ✗';
  return `${atMost(limit, isMeasured(ours) ? ours.unit : 'ms')}${verdict}`;
}

function atMost(limit: Limit, unit: Unit): string {
  return limit.of === 'ratio' ? percent(limit.atMost) : valueText(limit.atMost, unit);
}

function spread(fastest: number, slowest: number, unit: Unit): string {
  const [from, to] = [valueText(fastest, unit), valueText(slowest, unit)];
  const [number = '', ending = ''] = from.split(' ');
  return to.endsWith(` ${ending}`) ? `${number} to ${to}` : `${from} to ${to}`;
}

function valueText(value: number, unit: Unit): string {
  if (unit === 'MB') return `${value.toFixed(value < 100 ? 1 : 0)} MB`;
  if (unit === 'per second') return `${Math.round(value)} per second`;
  return value < 1_000
    ? `${Math.round(value)} ms`
    : `${(value / 1_000).toFixed(value < 10_000 ? 2 : 1)} s`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** What may stand in a cell: the first line, without the table's own mark. */
function oneLine(text: string): string {
  const [first = ''] = text.trim().split('\n');
  return first.replaceAll('|', '/');
}
