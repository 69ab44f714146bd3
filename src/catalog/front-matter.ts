import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { WorkbookError } from '../errors.ts';
import type { ExerciseFacts } from './exercise.ts';
import { checkFacts, isProblems } from './exercise-facts.ts';

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
  if (frontMatter === null) {
    throw broken(name, [
      { line: 1, text: 'the front matter is missing; it starts with a line ---.' },
    ]);
  }
  const { data, lineOf } = parseYaml(frontMatter, name);
  const checked = checkFacts(data);
  if (!isProblems(checked)) return { facts: checked, lineOf };
  throw broken(
    name,
    checked.map(({ path, text }) => ({ line: lineOf(path), text })),
  );
}

interface ParsedYaml {
  readonly data: unknown;
  readonly lineOf: FrontMatter['lineOf'];
}

function parseYaml(frontMatter: string, name: string): ParsedYaml {
  const counter = new LineCounter();
  const document = parseDocument(frontMatter, { lineCounter: counter, prettyErrors: false });
  // The front matter starts on the second line of the file.
  const lineAt = (offset: number) => counter.linePos(offset).line + 1;
  const [error] = document.errors;
  if (error)
    throw broken(name, [{ line: lineAt(error.pos[0]), text: `no YAML: ${error.message}` }]);
  if (!isMap(document.contents)) {
    throw broken(name, [{ line: 1, text: 'the front matter must hold keys and values.' }]);
  }
  const { items } = document.contents;

  return {
    data: document.toJS(),
    lineOf(path) {
      const key = items.find((pair) => isScalar(pair.key) && pair.key.value === path[0])?.key;
      const node = path.length > 1 ? document.getIn(path, true) : key;
      const range = isNode(node) ? node.range : isNode(key) ? key.range : null;
      return range ? lineAt(range[0]) : 1;
    },
  };
}

function broken(
  name: string,
  problems: readonly { readonly line: number; readonly text: string }[],
): WorkbookError {
  return new WorkbookError(
    problems.map(({ line, text }) => `${name}:${line}: ${text}`).join('\n'),
    `Correct the front matter, or bring the file back: git checkout -- ${name}`,
  );
}
