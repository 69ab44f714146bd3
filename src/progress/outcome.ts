import type { Exercise } from '../catalog/exercise.ts';
import type { Report } from '../runner/report.ts';

/**
 * What a report proves: `mastered` when every spec of the core and stretch functions passed, `solved`
 * when those of the core did. Every listed function must have had a spec. A run with an error (nothing
 * loaded, something hung, a rejection that nobody handled) proves nothing, unless it struck in a spec of a
 * stretch function: the core does not depend on those.
 */
export function outcomeOf(exercise: Exercise, report: Report): 'solved' | 'mastered' | null {
  const { core, stretch } = exercise;
  const struck = report.error?.during?.split(' › ')[0] ?? '';
  if (report.error !== null && !stretch.includes(struck)) return null;
  const passes = (name: string) => {
    const tests = report.tests.filter((test) => test.function === name);
    return tests.length > 0 && tests.every(({ state }) => state === 'passed');
  };
  if (!core.every(passes)) return null;
  return report.error === null && stretch.every(passes) ? 'mastered' : 'solved';
}
