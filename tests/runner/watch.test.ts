import { mkdtemp, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FileWatch, watchFolder } from '../../src/runner/index.ts';

let folder: string;
let file: string;
let watch: FileWatch;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbook-watch-'));
  file = join(folder, 'add.ts');
  await writeFile(file, 'first');
});

afterEach(async () => {
  await watch.close();
  await rm(folder, { recursive: true });
});

describe.each([
  ['events of the file system', { poll: false }],
  ['polling', { poll: true }],
])('watching a folder by %s', (_name, options) => {
  let seen: string[];

  beforeEach(async () => {
    seen = [];
    watch = watchFolder(folder, (path) => seen.push(basename(path)), options);
    await watch.ready;
  });

  const notices = (name: string) =>
    vi.waitFor(() => expect(seen).toContain(name), { timeout: 5_000, interval: 10 });

  it('notices a file that is written in place', async () => {
    await writeFile(file, 'second');
    await notices('add.ts');
  });

  it('notices every one of several saves in a row', async () => {
    for (const content of ['second', 'third one', 'the fourth one']) {
      seen.length = 0;
      await writeFile(file, content);
      await notices('add.ts');
    }
  });

  it('notices an editor that writes another file and renames it', async () => {
    for (const content of ['second', 'third one', 'the fourth one']) {
      seen.length = 0;
      await writeFile(join(folder, 'add.ts~'), content);
      await rename(join(folder, 'add.ts~'), file);
      await notices('add.ts');
    }
  });

  it('notices a file that is deleted and made anew', async () => {
    await unlink(file);
    await notices('add.ts');
    seen.length = 0;
    await writeFile(file, 'again');
    await notices('add.ts');
  });

  it('notices several files saved at once', async () => {
    await Promise.all([writeFile(file, 'second'), writeFile(join(folder, 'more.ts'), 'new')]);
    await notices('add.ts');
    await notices('more.ts');
  });
});
