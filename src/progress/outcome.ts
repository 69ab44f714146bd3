import type { Exercise } from '../catalog/exercise.ts';
import type { Report } from '../runner/report.ts';

/**
 * What a report proves: `mastered` when every spec of the core and stretch functions passed, `solved`
 * when those of the core did. Every listed function must have had a spec; a run that did not come to
 * its end proves nothing.
 */
export function outcomeOf(exercise: Exercise, report: Report): 'solved' | 'mastered' | null {
  if (report.state !== 'passed' && report.state !== 'failed') return null;
  const passes = (name: string) => {
    const tests = report.tests.filter((test) => test.function === name);
    return tests.length > 0 && tests.every(({ state }) => state === 'passed');
  };
  if (!exercise.core.every(passes)) return null;
  return exercise.stretch.every(passes) ? 'mastered' : 'solved';
}
