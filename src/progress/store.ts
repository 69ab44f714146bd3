import { join } from 'node:path';
import { whileLocked } from './lock.ts';
import { emptyState, readState, type State, setAside, stateText, versionOf } from './state-file.ts';

/** The state on disk, shared with other processes. */
export interface Store {
  /** True when there was no state file when the store was opened. */
  readonly firstVisit: boolean;
  /** What to tell the learner about a damaged state file, else null. */
  notice(): string | null;
  /** The state as it is on disk now. */
  read(): State;
  /** Changes the state as it is on disk now, with no other process in between. */
  update(change: (state: State) => State): void;
}

/**
 * Opens `progress.json` in `folder`. Nothing is written before the first update, except that a damaged
 * file is moved aside.
 *
 * @throws WorkbookError when the file cannot be read, or a newer workbook wrote it
 */
export function openStore(folder: string): Store {
  const file = join(folder, 'progress.json');
  let notice: string | null = null;
  let cached: { readonly version: string | null; readonly state: State } | null = null;

  function readLocked(): State {
    const state = readState(file);
    if (state !== 'damaged') return state ?? emptyState;
    notice = `Your progress file was damaged. It is kept as ${setAside(file)}, and progress starts afresh; your own code is untouched.`;
    return emptyState;
  }

  function read(): State {
    const version = versionOf(file);
    if (cached !== null && cached.version === version) return cached.state;
    const found = readState(file);
    const state = found === 'damaged' ? whileLocked(folder, readLocked) : (found ?? emptyState);
    cached = { version, state };
    return state;
  }

  const firstVisit = versionOf(file) === null;
  read();
  return {
    firstVisit,
    notice: () => notice,
    read,
    update(change) {
      whileLocked(folder, (write) => write(file, stateText(change(readLocked()))));
    },
  };
}
