import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { WorkbookError } from '../errors.ts';

/** A YAML text, and how errors speak of it. */
export interface YamlSource {
  readonly text: string;
  /** The file's path as errors should show it. */
  readonly name: string;
  /** What the text is: "the front matter". */
  readonly what: string;
  /** The line of the file in which the text begins. */
  readonly firstLine: number;
}

/** Keys and values, and where each of them stands. */
export interface YamlMapping {
  readonly data: unknown;
  /** The line in the file of a key, of an entry of a list, or of what is nearest to it. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** Something wrong in a file, as a sentence. */
export interface LineProblem {
  readonly line: number;
  readonly text: string;
}

/** Reads a YAML text that holds keys and values. @throws WorkbookError when it does not, with the line */
export function parseMapping(source: YamlSource): YamlMapping {
  const counter = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: counter, prettyErrors: false });
  const lineAt = (offset: number) => counter.linePos(offset).line + source.firstLine - 1;
  const [error] = document.errors;
  if (error) {
    throw brokenLines(source, [{ line: lineAt(error.pos[0]), text: `no YAML: ${error.message}` }]);
  }
  if (!isMap(document.contents)) {
    const line = Math.max(1, source.firstLine - 1);
    throw brokenLines(source, [{ line, text: `${source.what} must hold keys and values.` }]);
  }
  const { items } = document.contents;

  function rangeOf(path: readonly PropertyKey[]): readonly [number, ...unknown[]] | null {
    if (path.length === 0) return null;
    const key = items.find((pair) => isScalar(pair.key) && pair.key.value === path[0])?.key;
    const node = path.length > 1 ? document.getIn(path, true) : key;
    return isNode(node) && node.range ? node.range : rangeOf(path.slice(0, -1));
  }

  return {
    data: document.toJS(),
    lineOf(path) {
      const range = rangeOf(path);
      return range ? lineAt(range[0]) : 1;
    },
  };
}

/** The error that names every problem with its file and line. */
export function brokenLines(
  { name, what }: Pick<YamlSource, 'name' | 'what'>,
  problems: readonly LineProblem[],
): WorkbookError {
  return new WorkbookError(
    problems.map(({ line, text }) => `${name}:${line}: ${text}`).join('\n'),
    `Correct ${what}, or bring the file back: git checkout -- ${name}`,
  );
}
