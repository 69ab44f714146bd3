import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JobQueue } from '../../src/runner/job-queue.ts';

describe('a queue of jobs in groups', () => {
  it('gives two workers groups from its two ends', () => {
    const queue = new JobQueue([['a1', 'a2'], ['b1'], ['c1', 'c2']]);
    const one = queue.hand();
    const other = queue.hand();
    expect([one(), other(), one(), other()]).toEqual(['a1', 'c1', 'a2', 'c2']);
  });

  it('has a worker go on with what it began, however quick the other is', () => {
    const queue = new JobQueue([['a1', 'a2'], ['b1'], ['c1']]);
    const one = queue.hand();
    const other = queue.hand();
    expect([one(), other(), other(), one()]).toEqual(['a1', 'c1', 'b1', 'a2']);
  });

  it('has a worker that has nothing left help where most is left', () => {
    const queue = new JobQueue([['a1', 'a2', 'a3'], ['b1']]);
    const one = queue.hand();
    const other = queue.hand();
    expect([one(), other(), other(), one(), other()]).toEqual(['a1', 'b1', 'a2', 'a3', undefined]);
  });

  it('deals every job once, whoever asks when', () => {
    const groups = fc.array(fc.nat({ max: 4 }), { maxLength: 5 });
    const askers = fc.infiniteStream(fc.nat({ max: 2 }));
    fc.assert(
      fc.property(groups, askers, (sizes, turns) => {
        const jobs = sizes.map((size, group) => Array.from({ length: size }, (_, i) => [group, i]));
        const queue = new JobQueue(jobs);
        const hands = [queue.hand(), queue.hand(), queue.hand()];
        const dealt = turns.take(jobs.flat().length).map((turn) => hands[turn]?.());
        expect(new Set(dealt)).toEqual(new Set(jobs.flat()));
        expect(hands.map((next) => next())).toEqual([undefined, undefined, undefined]);
      }),
    );
  });
});
