/** What a worker tells the runner beside Vitest's own messages (see standby-worker.mjs). */
export type LifeSign =
  | { readonly kind: 'alive' }
  /** A spec begins: "function › name". */
  | { readonly kind: 'spec'; readonly name: string }
  | { readonly kind: 'output'; readonly text: string }
  /** Built-ins that the code changed, outside of what the specs see. */
  | { readonly kind: 'changed'; readonly names: readonly string[] }
  /** The run is over; these packages were loaded from node_modules, as file URLs. */
  | { readonly kind: 'loaded'; readonly urls: readonly string[] };

export const heartbeatMilliseconds = 100;

/** Characters of output that a run keeps. */
export const outputLimit = 20_000;
