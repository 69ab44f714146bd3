import { z } from 'zod';

const oneLine = z.string().trim().min(1);
const minutes = z.int().min(1).max(240);
const around = z.int().min(0).max(60);

const step = z.strictObject({
  exercise: oneLine.optional(),
  talk: oneLine.optional(),
  debrief: oneLine.optional(),
  minutes: minutes.optional(),
  functions: z.array(oneLine).min(1).optional(),
  talkIn: around.optional(),
  compare: around.optional(),
});

const schema = z.strictObject({
  title: oneLine,
  for: oneLine,
  kind: z.literal(['self-paced', 'workshop']),
  talkIn: around.default(10),
  compare: around.default(5),
  steps: z.array(step).min(1),
});

/** A track file as it is written; what its names stand for is not looked at. */
export type TrackFacts = z.infer<typeof schema>;
export type StepFacts = z.infer<typeof step>;

/** Something wrong in a track file. */
export interface TrackProblem {
  readonly path: readonly PropertyKey[];
  /** What is wrong and what is allowed, as a sentence. */
  readonly text: string;
}

const allowed: Readonly<Record<string, string>> = {
  title: 'a line of text',
  for: 'a sentence that says for whom it is',
  kind: 'self-paced or workshop',
  steps: 'a list of at least one step',
  exercise: 'the id of an exercise',
  talk: 'a line of text',
  debrief: 'a line of text',
  minutes: 'a whole number of minutes from 1 to 240',
  functions: 'a list of at least one function of the exercise',
  talkIn: 'a whole number of minutes from 0 to 60',
  compare: 'a whole number of minutes from 0 to 60',
};
const trackKeys = Object.keys(schema.shape).join(', ');
const stepKeys = Object.keys(step.shape).join(', ');

/** What stands in a track file, or everything that is wrong with it. */
export function checkTrackFacts(data: unknown): TrackFacts | readonly TrackProblem[] {
  const parsed = schema.safeParse(data);
  if (!parsed.success) return parsed.error.issues.flatMap(problemsOf);
  const problems = parsed.data.steps.flatMap((facts, index) =>
    stepProblems(facts).map((text) => ({ path: ['steps', index], text })),
  );
  return problems.length > 0 ? problems : parsed.data;
}

/** Whether {@link checkTrackFacts} found problems. */
export function isTrackProblems(
  checked: TrackFacts | readonly TrackProblem[],
): checked is readonly TrackProblem[] {
  return Array.isArray(checked);
}

function problemsOf(issue: z.core.$ZodIssue): readonly TrackProblem[] {
  const isOfStep = issue.path[0] === 'steps' && issue.path.length > 1;
  if (issue.code === 'unrecognized_keys') {
    const known = isOfStep
      ? `a step. Its keys are ${stepKeys}.`
      : `a track. Its keys are ${trackKeys}.`;
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      text: `"${key}" is no key of ${known}`,
    }));
  }
  const key = String(issue.path.findLast((part) => typeof part === 'string') ?? '');
  if (key === 'steps' && isOfStep) {
    return [
      { path: issue.path, text: `a step is a mapping with one of exercise, talk and debrief.` },
    ];
  }
  const wanted = allowed[key] ?? `keys and values: ${trackKeys}`;
  return [{ path: issue.path, text: `"${key}" is missing or wrong; allowed is ${wanted}.` }];
}

function stepProblems({ exercise, talk, debrief, ...rest }: StepFacts): readonly string[] {
  if ([exercise, talk, debrief].filter((each) => each !== undefined).length !== 1) {
    return ['a step has exactly one of exercise, talk and debrief.'];
  }
  if (exercise !== undefined) return [];
  const { minutes: given, ...foreign } = rest;
  return [
    ...(given === undefined ? ['a talk or debrief needs its minutes.'] : []),
    ...Object.keys(foreign).map((key) => `"${key}" belongs to an exercise only.`),
  ];
}
