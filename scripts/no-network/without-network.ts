import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** A program and how it is started. */
export interface Start {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/**
 * How the network is taken away:
 * - `namespace`: by Linux, from every process, with only the loopback interface left;
 * - `preload`: by a module that every Node process loads first, on every system. Programs that are not Node
 *   keep the network.
 */
export const ways = ['namespace', 'preload'] as const;

export type Way = (typeof ways)[number];

// By --require, not by --import: a worker that is given as a text begins before what is imported is loaded.
const preload = `--require=${JSON.stringify(join(import.meta.dirname, 'refuse-connections.mjs'))}`;

/**
 * The same start, without a network.
 *
 * @param log in the `preload` way: a file to which each connection that was refused is written, a line each
 */
export function withoutNetwork(
  { command, args, env }: Start,
  { way, log }: { readonly way: Way; readonly log?: string },
): Start {
  if (way === 'namespace') {
    return { command: 'unshare', args: [...unshare, command, ...args], env };
  }
  const options = [env.NODE_OPTIONS, preload].filter(Boolean).join(' ');
  const logged = log === undefined ? {} : { REFUSED_CONNECTIONS: log };
  return { command, args, env: { ...env, NODE_OPTIONS: options, ...logged } };
}

/** The most thorough way that this machine permits. */
export function bestWay(): Way {
  return permitsNamespace() ? 'namespace' : 'preload';
}

function permitsNamespace(): boolean {
  if (process.platform !== 'linux') return false;
  return spawnSync('unshare', [...unshare, 'true'], { stdio: 'ignore' }).status === 0;
}

// The loopback interface needs rights to be brought up, which are given back before the program starts: with them
// it could write files that it may not write, and tests would see another machine.
const unshare = [
  '--map-current-user',
  '--keep-caps',
  '--net',
  'sh',
  '-c',
  'ip link set lo up && exec setpriv --ambient-caps=-all --inh-caps=-all "$@"',
  'sh',
];
