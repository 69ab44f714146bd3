/**
 * Lets a learner's file do everything that the workbook is known to survive, and prints what the learner is told,
 * and after how long. The list is the one that the tests go through.
 *
 *   npx tsx scripts/hostile-list.ts            all
 *   npx tsx scripts/hostile-list.ts files      a part: endless, endings, errors, files or outside
 */
import { hostileCases } from '../tests/hostile/cases/index.ts';
import { hostileWorkbook, inOneLine } from '../tests/hostile/hostile-workbook.ts';

const part = process.argv[2];
const parts = Object.keys(hostileCases);
if (part !== undefined && !parts.includes(part)) {
  console.error(`There is no part "${part}": give one of ${parts.join(', ')}, or none for all.`);
  process.exit(2);
}

const cell = (text: string) => text.replaceAll('|', '\\|');
let survived = true;
const workbook = await hostileWorkbook();
try {
  await workbook.recover();
  console.log('| case | what the learner is told | ms | then |\n|---|---|--:|---|');
  for (const hostile of parts.flatMap((name) =>
    (hostileCases[name] ?? []).filter(() => part === undefined || part === name),
  )) {
    const { text, milliseconds } = await workbook.meet(hostile);
    const isTold = hostile.told.every((sentence) => inOneLine(text).includes(sentence));
    const next = await workbook.recover();
    const passes = next.feedback.state === 'mastered';
    survived &&= isTold && passes;
    const told = isTold ? hostile.told[0] : `something else: ${inOneLine(text)}`;
    const then = passes ? 'the next save passes' : `the next save: ${next.feedback.state}`;
    console.log(`| ${cell(hostile.name)} | ${cell(told)} | ${milliseconds} | ${then} |`);
  }
} finally {
  await workbook.close();
}
if (!survived) process.exitCode = 1;
