// Kills the workbook while it saves, records, resets, undoes and restores, and looks whether anything is lost:
//   npx tsx scripts/kill-test.ts --times 200 --seed 1
import { parseArgs } from 'node:util';
import { openGallows } from '../tests/progress/killed/doomed-process.ts';
import { actions } from '../tests/progress/killed/events.ts';
import {
  hammerTogether,
  type Interrupted,
  interruptEverywhere,
  killAtRandom,
} from '../tests/progress/killed/kill-rounds.ts';
import type { Testimony } from '../tests/progress/killed/witness.ts';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  },
});
const times = Number(values.times);
const seed = Number(values.seed);
if (!Number.isInteger(times) || times < 1 || !Number.isInteger(seed)) {
  throw new RangeError('--times is a whole number from 1, --seed a whole number.');
}

const gallows = openGallows();
try {
  const random = await killAtRandom(gallows, { times, seed });
  const cutOff = random.flatMap((found) => found.cutOff);
  const kinds = actions.map(
    (action) => `${action} ${cutOff.filter((cut) => cut === action).length}`,
  );
  print('kills at random moments', random.length);
  print('  in the middle of an action', `${cutOff.length} (${kinds.join(', ')})`);
  report(random);

  const steps: Interrupted[] = [];
  for await (const found of interruptEverywhere(gallows)) steps.push(found);
  const killed = steps.filter(({ by }) => by === 'kill');
  print('kills, one ahead of each write to the disk', killed.length);
  report(killed);
  const saved = steps.filter(({ by }) => by === 'save');
  print('saves in the middle, one ahead of each write', saved.length);
  report(saved);

  print('two processes in one folder, actions of each', times);
  const together = await hammerTogether(gallows, times);
  report([together]);
} finally {
  await gallows.close();
}

function report(found: readonly Testimony[]): void {
  const sum = (of: (one: Testimony) => number) => found.reduce((total, one) => total + of(one), 0);
  print(
    '  files compared',
    sum(({ filesChecked }) => filesChecked),
  );
  print(
    '  bytes lost',
    sum(({ bytesLost }) => bytesLost),
  );
  print(
    '  progress unreadable',
    sum(({ progressUnreadable }) => Number(progressUnreadable)),
  );
  print(
    '  locks left, and taken over',
    sum(({ lockLeft }) => Number(lockLeft)),
  );
  print(
    '  temporary files left',
    sum(({ temporaryLeft }) => temporaryLeft),
  );
  print(
    '  of these still there after the next start',
    sum((one) => one.temporaryStaying),
  );
  const slowest = Math.max(...found.map(({ nextTook }) => nextTook));
  print('  the next process wrote after, at most', `${Math.round(slowest)} ms`);
  for (const problem of found.flatMap(({ problems }) => problems)) {
    console.log(`  PROBLEM: ${problem}`);
    process.exitCode = 1;
  }
}

function print(what: string, figure: number | string): void {
  console.log(`${what.padEnd(46)} ${figure}`);
}
