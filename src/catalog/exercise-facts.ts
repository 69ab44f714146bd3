import { z } from 'zod';
import type { ExerciseFacts } from './exercise.ts';

const oneLine = z.string().trim().min(1);
const exportedName = z.string().regex(/^[A-Za-z_$][\w$]*$/);

const schema = z.strictObject({
  title: oneLine,
  asks: oneLine,
  minutes: z.int().min(1).max(240),
  difficulty: z.literal([1, 2, 3]),
  concepts: z.array(oneLine).min(1),
  core: z.array(exportedName).min(1),
  stretch: z.array(exportedName),
  after: z.array(oneLine),
  packages: z.array(oneLine),
  formerly: z.array(oneLine).min(1).optional(),
});

const allowed: Readonly<Record<keyof ExerciseFacts, string>> = {
  title: 'a line of text',
  asks: 'the question, a line of text',
  minutes: 'a whole number of minutes from 1 to 240',
  difficulty: '1, 2 or 3',
  concepts: 'a list of at least one term',
  core: 'a list of at least one name of an exported function',
  stretch: 'a list of names of exported functions, [] for none',
  after: 'a list of ids of exercises, [] for none',
  packages: 'a list of npm packages, [] for none',
  formerly: 'a list of ids that the exercise had before, left out where there is none',
};

/** Something wrong in the facts of an exercise. */
export interface FactsProblem {
  /** The key, or the key and the place in its list; empty for a key that is missing. */
  readonly path: readonly PropertyKey[];
  /** What is wrong and what is allowed, as a sentence. */
  readonly text: string;
}

/** The facts in `data`, or everything that is wrong with them. */
export function checkFacts(data: unknown): ExerciseFacts | readonly FactsProblem[] {
  const parsed = schema.safeParse(data);
  if (!parsed.success) return parsed.error.issues.flatMap((issue) => problemsOf(issue, data));
  const twice = listedTwice(parsed.data);
  return twice.length > 0 ? twice : parsed.data;
}

/** Whether {@link checkFacts} found problems. */
export function isProblems(
  checked: ExerciseFacts | readonly FactsProblem[],
): checked is readonly FactsProblem[] {
  return Array.isArray(checked);
}

function problemsOf(issue: z.core.$ZodIssue, data: unknown): readonly FactsProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(allowed).join(', ');
    return issue.keys.map((key) => ({
      path: [key],
      text: `"${key}" is no key of an exercise. The keys are ${known}.`,
    }));
  }
  const key = String(issue.path[0]);
  const wanted = Object.entries(allowed).find(([name]) => name === key)?.[1];
  const value = Object.entries(data ?? {}).find(([name]) => name === key)?.[1];
  if (value === undefined) return [{ path: [], text: `"${key}" is missing: ${wanted}.` }];
  return [
    { path: issue.path, text: `"${key}" is ${JSON.stringify(value)}; allowed is ${wanted}.` },
  ];
}

function listedTwice({ core, stretch }: ExerciseFacts): readonly FactsProblem[] {
  const entries = [
    ...core.map((name, index) => ({ name, path: ['core', index] })),
    ...stretch.map((name, index) => ({ name, path: ['stretch', index] })),
  ];
  return entries
    .filter(({ name }, index) => entries.findIndex((other) => other.name === name) < index)
    .map(({ name, path }) => ({
      path,
      text: `"${name}" is listed twice. A function is listed once, in core or in stretch.`,
    }));
}
