import { expect, it } from 'vitest';
import {
  jestSummary,
  nodeTestSummary,
  requirePassed,
  vitestSummary,
} from '../../scripts/bench/save-to-verdict/summaries.ts';

const runners = [
  {
    name: 'Vitest',
    summary: vitestSummary,
    green:
      ' Test Files  1 passed (1)\n      Tests  39 passed (39)\n   Duration  391ms (import 2ms)\n',
    red: ' Test Files  1 failed (1)\n      Tests  1 failed | 38 passed (39)\n   Duration  391ms\n',
  },
  {
    name: "Node's runner",
    summary: nodeTestSummary,
    green: 'ℹ tests 39\nℹ suites 4\nℹ pass 39\nℹ fail 0\nℹ duration_ms 1654.98\n',
    red: 'ℹ tests 39\nℹ suites 4\nℹ pass 38\nℹ fail 1\nℹ duration_ms 1654.98\n',
  },
  {
    name: 'Jest',
    summary: jestSummary,
    green: 'Tests:       39 passed, 39 total\nTime:        1.197 s\nRan all test suites.\n',
    red: 'Tests:       1 failed, 38 passed, 39 total\nTime:        1.2 s\nRan all test suites.\n',
  },
];

it.each(runners)('knows the end of a run of $name', ({ summary, green, red }) => {
  expect(green).toMatch(summary.ended);
  expect(red).toMatch(summary.ended);
  expect(green.slice(0, 20)).not.toMatch(summary.ended);
});

it.each(runners)('counts a run of $name only when every spec passed', ({ summary, green, red }) => {
  expect(() => requirePassed(summary, green)).not.toThrow();
  expect(() => requirePassed(summary, red)).toThrow('the right answer did not pass');
  expect(() => requirePassed(summary, 'No tests found')).toThrow('No tests found');
  expect(() => requirePassed(summary, green.replaceAll('39', '0'))).toThrow('did not pass');
});
