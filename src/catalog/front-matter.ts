import type { ExerciseFacts } from './exercise.ts';
import { checkFacts, isProblems } from './exercise-facts.ts';
import { brokenLines, parseMapping, type YamlMapping } from './yaml-mapping.ts';

/** A README taken apart. Line ends are `\n` in both parts. */
export interface SplitReadme {
  /** What stands between the two lines `---`; null when the file does not start with them. */
  readonly frontMatter: string | null;
  readonly body: string;
}

/** The facts of a front matter, and where each of them stands. */
export interface FrontMatter {
  readonly facts: ExerciseFacts;
  readonly lineOf: YamlMapping['lineOf'];
}

/** Takes a README apart at the lines `---` of its front matter. */
export function splitReadme(source: string): SplitReadme {
  const text = source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const [, frontMatter, body] = /^--- *\n((?:.*\n)*?)--- *(?:\n([\s\S]*))?$/.exec(text) ?? [];
  if (frontMatter === undefined) return { frontMatter: null, body: text };
  return { frontMatter, body: (body ?? '').replace(/^\n+/, '') };
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
  const what = 'the front matter';
  if (frontMatter === null) {
    const text = 'the front matter is missing; it starts with a line ---.';
    throw brokenLines({ name, what }, [{ line: 1, text }]);
  }
  // It starts on the second line of the file.
  const { data, lineOf } = parseMapping({ text: frontMatter, name, what, firstLine: 2 });
  const checked = checkFacts(data);
  if (!isProblems(checked)) return { facts: checked, lineOf };
  throw brokenLines(
    { name, what },
    checked.map(({ path, text }) => ({ line: lineOf(path), text })),
  );
}
