import { existsSync, readFileSync } from 'node:fs';
import { type Exercise, readLesson, readQuestions, readReference } from '../catalog/index.ts';
import { type KnownMistake, readDiagnoses } from '../feedback/index.ts';
import { lowerHeadings, sectionOf, withoutFileLinks } from './lesson-parts.ts';
import type { ExerciseStep, TalkStep, Track } from './track.ts';

export interface GuideOptions {
  /** By exercise id: what unlocks its reference in a pack that keeps it back. */
  readonly codes?: ReadonlyMap<string, string> | undefined;
}

/** All that the one who leads a workshop needs, step by step. Texts are Markdown. */
export interface Guide {
  readonly track: Track;
  readonly parts: readonly (GuideExercise | TalkStep)[];
}

export interface GuideExercise {
  readonly kind: 'exercise';
  readonly step: ExerciseStep;
  /** Null where there is none. */
  readonly code: string | null;
  readonly question: string;
  readonly idea: string;
  /** What those who have built it can say: a list. */
  readonly points: string;
  /** What to ask about, the most telling first. */
  readonly asked: readonly AskedMistake[];
  /** The other known mistakes, those of the functions that everybody builds first. */
  readonly others: readonly SeenMistake[];
  /** The code, without the comments that document its functions: the lesson says what they do. */
  readonly reference: string;
  readonly why: string;
}

/** A mistake, and how it shows. */
export interface SeenMistake {
  readonly title: string;
  readonly function: string;
  /** Name of the first spec that fails. */
  readonly spec: string;
}

export interface AskedMistake extends SeenMistake {
  readonly explanation: string;
  readonly ask: string;
}

/**
 * Puts together what the one who leads a workshop has to know about each step of a track. A mistake is only asked about
 * where it can happen in a function that everybody builds.
 *
 * @throws WorkbookError when a part of an exercise cannot be read
 */
export function guideOf(track: Track, { codes = new Map() }: GuideOptions = {}): Guide {
  return {
    track,
    parts: track.steps.map((step) =>
      step.kind === 'exercise' ? exercisePart(step, codes.get(step.exercise.id) ?? null) : step,
    ),
  };
}

function exercisePart(step: ExerciseStep, code: string | null): GuideExercise {
  const { exercise } = step;
  const lesson = withoutFileLinks(readLesson(exercise));
  const questions = readQuestions(exercise);
  const known = readDiagnoses(exercise.files.diagnoses).mistakes;
  const asked = questions.flatMap(({ mistake: name, ask }): AskedMistake[] => {
    const mistake = known.find((each) => each.name === name);
    const seen = mistake && seenIn(mistake, step.functions);
    return seen ? [{ ...seen, explanation: mistake.explanation, ask }] : [];
  });
  return {
    kind: 'exercise',
    step,
    code,
    question: sectionOf(lesson, 'The question'),
    idea: sectionOf(lesson, 'The idea'),
    points: sectionOf(lesson, 'In an interview'),
    asked,
    others: othersOf(known, step).filter(({ title }) =>
      asked.every((each) => each.title !== title),
    ),
    reference: withoutDocs(readReference(exercise)),
    why: lowerHeadings(withoutFileLinks(whyOf(exercise)), 3),
  };
}

/** First those of what everybody builds, in its order, then those of the rest. */
function othersOf(
  known: readonly KnownMistake[],
  { functions, spare }: ExerciseStep,
): readonly SeenMistake[] {
  const inOrder = [...functions, ...spare];
  const seen = known.flatMap((mistake) => seenIn(mistake, inOrder) ?? []);
  return seen.toSorted((a, b) => inOrder.indexOf(a.function) - inOrder.indexOf(b.function));
}

/** How a mistake shows in the first of `functions` that it breaks; null when it breaks none. */
function seenIn(
  { title, failures }: KnownMistake,
  functions: readonly string[],
): SeenMistake | null {
  const broken = functions.find((name) => failures[name] !== undefined);
  const [spec] = Object.keys((broken === undefined ? null : failures[broken]) ?? {});
  return broken === undefined || spec === undefined ? null : { title, function: broken, spec };
}

/** Leaves out comments of several lines that stand at the margin. */
function withoutDocs(source: string): string {
  return source.replace(/^\/\*\*[^\S\n]*\n(?: \*.*\n)*? \*\/\n/gm, '').trimEnd();
}

function whyOf({ files }: Exercise): string {
  if (!existsSync(files.solutionReadme)) return '';
  return readFileSync(files.solutionReadme, 'utf8').replaceAll('\r\n', '\n');
}
