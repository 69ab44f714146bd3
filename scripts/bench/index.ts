import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeBenchFolder } from './bench-folder.ts';
import { streamRate, streamTable } from './openai-streams.ts';
import { vitestWatchTimes, workbookTimes } from './save-to-verdict.ts';
import { type Summary, summarize } from './statistics.ts';

const project = join(import.meta.dirname, '../..');
const saves = 10;
/** A plain exercise and one with openai and msw. */
const measured = ['train-test-split', 'streaming'];

const folder = makeBenchFolder(project);

const rows: { ours: Summary; theirs: Summary }[] = [];
for (const exercise of folder.exercises.filter(({ id }) => measured.includes(id))) {
  const ours = summarize(await workbookTimes(folder, exercise, saves));
  const theirs = summarize(await vitestWatchTimes(folder, exercise, saves));
  rows.push({ ours, theirs });
}

const streams = [await streamRate('fetch', 1_000), await streamRate('msw', 1_000)];

const milliseconds = (value: number) => `${Math.round(value)} ms`;
const line = ({ name, runs, median, fastest, slowest }: Summary, ratio: string) =>
  `| ${name} | ${runs} | ${milliseconds(median)} | ${milliseconds(fastest)} | ${milliseconds(slowest)} | ${ratio} |`;

const text = [
  `Node ${process.version}, ${process.platform} ${process.arch}`,
  '',
  '| save to verdict | saves | median | fastest | slowest | of vitest --watch |',
  '|---|---|---|---|---|---|',
  ...rows.flatMap(({ ours, theirs }) => [
    line(ours, `${Math.round((100 * ours.median) / theirs.median)} %`),
    line(theirs, ''),
  ]),
  '',
  streamTable(streams),
  '',
].join('\n');

const file = join(project, '.workbook', 'bench.md');
mkdirSync(join(project, '.workbook'), { recursive: true });
writeFileSync(file, text);
console.log(text);
