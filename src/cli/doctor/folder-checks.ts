import { accessSync, constants, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../../catalog/index.ts';
import { codeOf } from '../../errors.ts';
import { watchFolder } from '../../runner/index.ts';
import { needsPolling } from '../watch/file-changes.ts';
import { type Check, fail, note, pass } from './check.ts';

/** Whether the learner's files, and those of the workbook beside them, can be written. */
export function checkWriting({ root, exercises }: Catalog): Check {
  const name = 'Writing';
  const cure =
    'Give the files back to you (an earlier command may have run as administrator), or copy the workbook to a folder of your own.';
  for (const folder of [root, join(root, 'exercises'), join(root, '.workbook')]) {
    // What is not there yet is made when it is needed, in the folder above.
    if (!existsSync(folder)) continue;
    const problem = problemOf(() =>
      rmSync(mkdtempSync(join(folder, '.doctor-')), { recursive: true }),
    );
    if (problem) return fail(name, `Nothing can be written in ${folder} (${problem}).`, cure);
  }
  const closed = exercises
    .map(({ files }) => files.learner)
    .filter((file) => existsSync(file) && problemOf(() => accessSync(file, constants.W_OK)));
  const [first] = closed;
  if (first === undefined) return pass(name, 'Your files and .workbook can be written.');
  const more = closed.length > 1 ? `, and ${closed.length - 1} more files` : '';
  return fail(name, `You may not write to ${first}${more}.`, cure);
}

const patience = 1_000;
/** A watch by looking may take its first look only after the first save, on a busy machine. */
const saveAgainAfter = 300;

/**
 * Whether a save is noticed, in a folder beside the exercises: by events, or else by looking.
 *
 * @param watch what notices changes; another one in tests
 */
export async function checkFileEvents(root: string, watch = watchFolder): Promise<Check> {
  const name = 'File events';
  if (needsPolling(root)) {
    return note(
      name,
      'This is a drive of Windows seen from WSL, which tells no events: files are looked at every so often.',
      'Saves are noticed faster in a folder of Linux, such as ~/workbook.',
    );
  }
  let folder: string;
  try {
    folder = mkdtempSync(
      join(existsSync(join(root, '.workbook')) ? join(root, '.workbook') : root, '.doctor-'),
    );
  } catch (error) {
    return fail(
      name,
      `Not tried: nothing can be written (${codeOf(error)}).`,
      'See Writing above.',
    );
  }
  try {
    const byEvent = await millisecondsToNotice(folder, { poll: false, watch });
    if (byEvent !== null) return pass(name, `A save is noticed after ${byEvent} ms.`);
    const byLooking = await millisecondsToNotice(folder, { poll: true, watch });
    return byLooking === null
      ? fail(
          name,
          'A save is not noticed, neither by events nor by looking.',
          'Copy the workbook to a folder on a disk of this machine.',
        )
      : fail(
          name,
          `A save is noticed only by looking, after ${byLooking} ms: this file system tells no events.`,
          'npx workbook watch --poll, or copy the workbook to a folder on a disk of this machine.',
        );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How long it takes until a written file is noticed; null when it is not, within a second. */
async function millisecondsToNotice(
  folder: string,
  { poll, watch }: { readonly poll: boolean; readonly watch: typeof watchFolder },
): Promise<number | null> {
  let notice = () => {};
  let timer: NodeJS.Timeout | undefined;
  let again: NodeJS.Timeout | undefined;
  let saved = 0;
  const save = () => {
    saved += 1;
    writeFileSync(join(folder, `${poll ? 'looked-at' : 'told'}-${saved}.ts`), 'saved');
  };
  const fileWatch = watch(folder, () => notice(), { poll });
  try {
    await fileWatch.ready;
    const start = performance.now();
    return await new Promise<number | null>((settle) => {
      notice = () => settle(Math.max(1, Math.round(performance.now() - start)));
      timer = setTimeout(settle, patience, null);
      save();
      again = setInterval(save, saveAgainAfter);
    });
  } finally {
    clearTimeout(timer);
    clearInterval(again);
    await fileWatch.close();
  }
}

function problemOf(act: () => void): string | null {
  try {
    act();
    return null;
  } catch (error) {
    return codeOf(error);
  }
}
