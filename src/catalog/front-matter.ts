import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { WorkbookError } from '../errors.ts';
import type { ExerciseFacts } from './exercise.ts';

const oneLine = z.string().trim().min(1);
const exportedName = z.string().regex(/^[A-Za-z_$][\w$]*$/);

const factsSchema = z.strictObject({
  title: oneLine,
  asks: oneLine,
  minutes: z.int().min(1).max(240),
  difficulty: z.literal([1, 2, 3]),
  concepts: z.array(oneLine).min(1),
  core: z.array(exportedName).min(1),
  stretch: z.array(exportedName),
  after: z.array(oneLine),
  packages: z.array(oneLine),
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
};

/** A README taken apart. Line ends are `\n` in both parts. */
export interface SplitReadme {
  /** What stands between the two lines `---`; null when the file does not start with them. */
  readonly frontMatter: string | null;
  readonly body: string;
}

/** The facts of a front matter, and where each of them stands. */
export interface FrontMatter {
  readonly facts: ExerciseFacts;
  /** The line in the file of a key, or of one entry of its list. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** Takes a README apart at the lines `---` of its front matter. */
export function splitReadme(source: string): SplitReadme {
  const text = source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const lines = text.split('\n');
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (lines[0]?.trimEnd() !== '---' || end < 0) return { frontMatter: null, body: text };
  return {
    frontMatter: lines.slice(1, end).join('\n'),
    body: lines
      .slice(end + 1)
      .join('\n')
      .replace(/^\n+/, ''),
  };
}

/**
 * Reads the front matter of an exercise's README.
 *
 * @param source the README
 * @param name the README's path as errors should show it
 * @throws WorkbookError when there is no front matter, it is no YAML, or a key is wrong, missing or
 *   unknown: every such key with its line and what is allowed
 */
export function readFrontMatter(source: string, name: string): FrontMatter {
  const { frontMatter } = splitReadme(source);
  if (frontMatter === null) {
    throw broken([`${name}:1: the front matter is missing: the file must start with a line ---.`]);
  }

  const counter = new LineCounter();
  const document = parseDocument(frontMatter, { lineCounter: counter, prettyErrors: false });
  // The front matter starts on the second line of the file.
  const lineAt = (offset: number) => counter.linePos(offset).line + 1;
  const syntaxError = document.errors[0];
  if (syntaxError) {
    throw broken([
      `${name}:${lineAt(syntaxError.pos[0])}: this is no YAML: ${syntaxError.message}`,
    ]);
  }
  if (!isMap(document.contents)) {
    throw broken([`${name}:1: the front matter must be a list of keys and values.`]);
  }
  const { items } = document.contents;

  const lineOf = (path: readonly PropertyKey[]): number => {
    const key = items.find((pair) => isScalar(pair.key) && pair.key.value === path[0])?.key;
    const node = path.length > 1 ? document.getIn(path, true) : key;
    const range = isNode(node) ? node.range : isNode(key) ? key.range : null;
    return range ? lineAt(range[0]) : 1;
  };

  const parsed = factsSchema.safeParse(document.toJS());
  if (!parsed.success) {
    const at = (path: readonly PropertyKey[]) => `${name}:${lineOf(path)}`;
    throw broken(parsed.error.issues.flatMap((issue) => describeIssue(issue, document, at)));
  }
  const facts = parsed.data;
  refuseTwice(facts, (path) => `${name}:${lineOf(path)}`);
  return { facts, lineOf };
}

type Issue = z.core.$ZodIssue;
type Place = (path: readonly PropertyKey[]) => string;

function describeIssue(
  issue: Issue,
  document: ReturnType<typeof parseDocument>,
  at: Place,
): readonly string[] {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(allowed).join(', ');
    return issue.keys.map(
      (key) => `${at([key])}: "${key}" is no key of an exercise. Keys: ${known}.`,
    );
  }
  const [key] = issue.path;
  const [, wanted = ''] = Object.entries(allowed).find(([name]) => name === key) ?? [];
  if (!document.has(key)) return [`${at([])}: "${String(key)}" is missing: ${wanted}.`];
  const value = JSON.stringify(document.toJS()[String(key)]);
  return [`${at(issue.path)}: "${String(key)}" is ${value}. Allowed: ${wanted}.`];
}

function refuseTwice({ core, stretch }: ExerciseFacts, at: Place): void {
  const seen = new Set<string>();
  const entries = [
    ...core.map((name, index) => ({ name, path: ['core', index] })),
    ...stretch.map((name, index) => ({ name, path: ['stretch', index] })),
  ];
  for (const { name, path } of entries) {
    if (seen.has(name)) {
      throw broken([
        `${at(path)}: "${name}" is listed twice. A function is listed once, in core or in stretch.`,
      ]);
    }
    seen.add(name);
  }
}

function broken(problems: readonly string[]): WorkbookError {
  return new WorkbookError(
    problems.join('\n'),
    'Correct the front matter, or bring the file back: git checkout -- <the file>',
  );
}
