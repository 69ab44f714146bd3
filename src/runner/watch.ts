export interface WatchOptions {
  /** Ask the file system every so often instead of waiting for its events (network and WSL mounts). */
  readonly poll?: boolean;
}
export interface FileWatch {
  close(): Promise<void>;
}
