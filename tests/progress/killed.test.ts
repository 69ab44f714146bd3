import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { seededRandom } from '../../src/kit/random.ts';
import { type Gallows, openGallows } from './killed/doomed-process.ts';
import { hammerTogether, interrupt, killAtRandom } from './killed/kill-rounds.ts';

// Some forty processes: on a busy machine they take their time. scripts/kill-test.ts does many more.
vi.setConfig({ testTimeout: 120_000 });

let gallows: Gallows;
beforeAll(() => {
  gallows = openGallows();
});
afterAll(() => gallows.close());

describe('a process that is killed loses nothing, and the next one goes on at once', () => {
  it('at any moment', async () => {
    const found = await killAtRandom(gallows, { times: 20, seed: 1 });
    expect(found.flatMap(({ problems }) => problems)).toEqual([]);
    expect(found.flatMap(({ cutOff }) => cutOff).length).toBeGreaterThan(4);
  });

  it.each([
    ['reset', 14],
    ['undo', 14],
    ['restore', 14],
    ['record', 19],
  ] as const)(
    'ahead of a write to the disk, or in the middle of it, in %s',
    async (action, writes) => {
      for (const step of stepsOf(writes)) {
        const { problems, happened } = await interrupt(gallows, { action, step, by: 'kill' });
        expect({ step, problems, happened }).toEqual({ step, problems: [], happened: true });
      }
    },
  );
});

describe('a save in the middle of an action is not lost', () => {
  it.each([
    ['reset', 14],
    ['undo', 14],
    ['restore', 14],
  ] as const)('%s', async (action, writes) => {
    for (const step of stepsOf(writes)) {
      const { problems, happened } = await interrupt(gallows, { action, step, by: 'save' });
      expect({ step, problems, happened }).toEqual({ step, problems: [], happened: true });
    }
  });
});

it('two processes that save, record, reset and undo in one folder lose nothing of each other', async () => {
  const { problems, filesChecked } = await hammerTogether(gallows, 60);
  expect(problems).toEqual([]);
  expect(filesChecked).toBeGreaterThan(10);
});

/** Two of an action's writes, one of them the last before the lock is taken. */
function stepsOf(writes: number): readonly number[] {
  const rng = seededRandom(writes);
  return [4, 5 + Math.floor(rng() * (writes - 4))];
}
