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

/**
 * Calls `onChange` whenever something happens to the files in a folder: written in place, replaced by
 * a rename (as many editors save), deleted or created again.
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
    depth: 1,
    usePolling: poll,
    interval: pollEveryMilliseconds,
    // Two files of the same content written in turn must both be noticed.
    alwaysStat: false,
  });
  for (const event of ['add', 'change', 'unlink'] as const) watcher.on(event, onChange);
  const ready = new Promise<void>((resolve) => watcher.once('ready', resolve));
  return { ready, close: () => watcher.close() };
}
