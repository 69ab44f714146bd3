import { type Stats, statSync } from 'node:fs';
import { watch } from 'chokidar';

export interface WatchOptions {
  /** Ask the file system every so often instead of waiting for its events (network and WSL mounts). */
  readonly poll?: boolean;
}

export interface FileWatch {
  /** Resolves when changes are being noticed. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

const pollEveryMilliseconds = 200;
/** chokidar drops what happens to a file within 50 ms of the last event, so we look again after that. */
const lookAgainAfterMilliseconds = 80;

/**
 * Calls `onChange` whenever something happens to the files in a folder: written in place, replaced by
 * a rename (as many editors save), deleted or created again. No change is missed, and two within a few
 * milliseconds may be told as one or two.
 *
 * The folder is watched, not the file: a watch on a file follows the old one when an editor replaces it.
 */
export function watchFolder(
  folder: string,
  onChange: (file: string) => void,
  { poll = false }: WatchOptions = {},
): FileWatch {
  const watcher = watch(folder, {
    ignoreInitial: true,
    alwaysStat: true,
    depth: 1,
    usePolling: poll,
    interval: pollEveryMilliseconds,
  });
  const lookAgain = new Map<string, NodeJS.Timeout>();

  const notice = (file: string, seen: Stats | undefined): void => {
    clearTimeout(lookAgain.get(file));
    const look = () => {
      lookAgain.delete(file);
      const now = statSync(file, { throwIfNoEntry: false });
      if (!isSameState(seen, now)) notice(file, now);
    };
    lookAgain.set(file, setTimeout(look, lookAgainAfterMilliseconds));
    onChange(file);
  };
  watcher.on('add', notice);
  watcher.on('change', notice);
  watcher.on('unlink', (file) => notice(file, undefined));

  return {
    ready: new Promise((resolve) => watcher.once('ready', resolve)),
    close: async () => {
      for (const timer of lookAgain.values()) clearTimeout(timer);
      await watcher.close();
    },
  };
}

function isSameState(a: Stats | undefined, b: Stats | undefined): boolean {
  return a?.mtimeMs === b?.mtimeMs && a?.size === b?.size && a?.ino === b?.ino;
}
