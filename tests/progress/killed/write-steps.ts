import fs from 'node:fs';

const writing = [
  'mkdirSync',
  'openSync',
  'writeFileSync',
  'fsyncSync',
  'renameSync',
  'unlinkSync',
  'rmdirSync',
  'rmSync',
] as const;

/** A call that changes the disk. */
export interface WriteStep {
  readonly name: (typeof writing)[number];
  readonly args: readonly unknown[];
}

/**
 * Calls `before` ahead of every call that changes the disk.
 *
 * @returns stops that
 */
export function onWriteSteps(before: (step: WriteStep) => void): () => void {
  const originals = writing.map((name) => [name, fs[name]] as const);
  let inside = false;
  for (const [name, original] of originals) {
    const replaced = (...args: readonly unknown[]): unknown => {
      // What `before` itself writes is no step, and neither is what is opened to be read.
      if (!inside && (name !== 'openSync' || (args[1] ?? 'r') !== 'r')) {
        inside = true;
        before({ name, args });
        inside = false;
      }
      return Reflect.apply(original, fs, args);
    };
    Object.assign(fs, { [name]: replaced });
  }
  return () => Object.assign(fs, Object.fromEntries(originals));
}

/** Ends this process at once. Of a write, the first half is done. */
export function dieIn({ name, args }: WriteStep): never {
  const [target, content] = args;
  if (name === 'writeFileSync' && typeof target === 'number') {
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(String(content));
    fs.writeSync(target, bytes, 0, Math.floor(bytes.length / 2));
  }
  for (;;) process.kill(process.pid, 'SIGKILL');
}
