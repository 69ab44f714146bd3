import { readFileSync } from 'node:fs';
import { basename, relative, sep } from 'node:path';
import type { Catalog, Exercise } from '../catalog/index.ts';
import { brokenLines, parseMapping } from '../catalog/yaml-mapping.ts';
import { codeOf, WorkbookError } from '../errors.ts';
import type { Track, TrackStep } from './track.ts';
import {
  checkTrackFacts,
  isTrackProblems,
  type StepFacts,
  type TrackFacts,
  type TrackProblem,
} from './track-facts.ts';

/**
 * Reads a track.
 *
 * @param file absolute path of `<id>.yaml`
 * @throws WorkbookError when a key is wrong, missing or unknown, when it names an exercise or function that is not
 *   there, or an exercise twice: each with its line
 */
export function readTrack(file: string, catalog: Catalog): Track {
  const source = {
    text: textOf(file),
    name: relative(catalog.root, file).split(sep).join('/'),
    what: 'the track',
    firstLine: 1,
  };
  const { data, lineOf } = parseMapping(source);
  const facts = checkTrackFacts(data);
  const problems = isTrackProblems(facts) ? facts : nameProblems(facts, catalog);
  if (isTrackProblems(facts) || problems.length > 0) {
    throw brokenLines(
      source,
      problems.map(({ path, text }) => ({ line: lineOf(path), text })),
    );
  }
  return {
    id: basename(file, '.yaml'),
    title: facts.title,
    for: facts.for,
    kind: facts.kind,
    steps: facts.steps.map((step) => stepOf(step, facts, catalog)),
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  } catch (error) {
    throw new WorkbookError(
      `${file} cannot be read (${codeOf(error)}).`,
      `git checkout -- ${file}`,
    );
  }
}

function nameProblems({ steps }: TrackFacts, catalog: Catalog): readonly TrackProblem[] {
  return steps.flatMap(({ exercise: id, functions = [] }, index): readonly TrackProblem[] => {
    if (id === undefined) return [];
    const path = ['steps', index, 'exercise'];
    const exercise = find(catalog, id);
    if (!exercise) return [{ path, text: `"${id}" is the id of no exercise.` }];
    if (steps.findIndex((other) => other.exercise === id) < index) {
      return [{ path, text: `"${id}" is a step twice.` }];
    }
    const own = [...exercise.core, ...exercise.stretch];
    return functions.flatMap((name, at) => {
      const place = ['steps', index, 'functions', at];
      if (!own.includes(name)) {
        const text = `"${name}" is no function of ${id}. It has ${own.join(', ')}.`;
        return [{ path: place, text }];
      }
      const isTwice = functions.indexOf(name) < at;
      return isTwice ? [{ path: place, text: `"${name}" is listed twice.` }] : [];
    });
  });
}

function stepOf(step: StepFacts, track: TrackFacts, catalog: Catalog): TrackStep {
  const { minutes = 0, talkIn = track.talkIn, compare = track.compare } = step;
  const exercise = step.exercise === undefined ? undefined : find(catalog, step.exercise);
  if (!exercise) {
    return step.debrief === undefined
      ? { kind: 'talk', title: step.talk ?? '', minutes }
      : { kind: 'debrief', title: step.debrief, minutes };
  }
  const functions = step.functions ?? exercise.core;
  return {
    kind: 'exercise',
    exercise: { ...exercise, minutes: step.minutes ?? exercise.minutes },
    functions,
    spare: [...exercise.core, ...exercise.stretch].filter((name) => !functions.includes(name)),
    talkIn,
    compare,
  };
}

function find({ exercises }: Catalog, id: string): Exercise | undefined {
  return exercises.find((exercise) => exercise.id === id);
}
