/**
 * Runs the tests on several versions of Node, and once with the newest Vitest, MSW and openai. Each row is a
 * copy of the workbook in a temporary folder, with a Node of its own from npm.
 *
 *   npx tsx scripts/versions.ts                    all rows
 *   npx tsx scripts/versions.ts --only newest      one row: 20, 22, 24, 26 or newest
 *   npx tsx scripts/versions.ts --offline          installs, then runs without a network
 *   npx tsx scripts/versions.ts --markdown         the table as Markdown
 *   npx tsx scripts/versions.ts tests/openai       only the tests of these paths, without type check and lint
 *
 * The table goes to standard output, all else to standard error. Exits with 1 when anything fails.
 */
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bestWay } from './no-network/without-network.ts';
import { fillRowFolder, makeRowFolder } from './versions/row-folder.ts';
import { chosenRows, type Row } from './versions/rows.ts';
import { runRow } from './versions/run-row.ts';
import { isGood, type TableRow, versionsTable } from './versions/table.ts';

const root = resolve(import.meta.dirname, '..');
const { options, filters, rows } = call();
const way = options.offline ? bestWay() : null;

let isInterrupted = false;
// Ctrl-C reaches the row's own processes; the folder is removed when they have ended.
process.on('SIGINT', () => {
  isInterrupted = true;
});

const table: TableRow[] = [];
const checked = new Set<string>();
for (const row of rows) {
  if (isInterrupted) break;
  table.push(await result(row));
}
console.log(versionsTable(table, options.markdown));
process.exitCode = isInterrupted ? 130 : table.every(isGood) ? 0 : 1;

async function result(row: Row): Promise<TableRow> {
  const folder = makeRowFolder();
  try {
    console.error(`\nRow ${row.name}: installing`);
    const place = fillRowFolder(root, row, folder);
    const network = way === null ? '' : `, without a network (${way})`;
    console.error(`Row ${row.name}: Node ${place.versions.node}${network}`);
    // What they find depends on the packages, not on Node: once for each set is enough.
    const packages = JSON.stringify(row.packages);
    const checks = filters.length === 0 && !checked.has(packages);
    checked.add(packages);
    const run = await runRow(place, { offline: way, checks, filters });
    return { name: row.name, versions: place.versions, run };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { name: row.name, versions: null, run: null };
  } finally {
    // On Windows a program that has just ended may hold its files for a moment.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function call() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        only: { type: 'string' },
        offline: { type: 'boolean', default: false },
        markdown: { type: 'boolean', default: false },
      },
    });
    return { options: values, filters: positionals, rows: chosenRows(values.only) };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}
