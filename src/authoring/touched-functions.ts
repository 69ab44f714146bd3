import {
  contentOf,
  dottedName,
  nodeIn,
  nodesIn,
  parseSource,
  type SyntaxNode,
  textOf,
} from './content/syntax.ts';

/**
 * Finds the functions whose specs may end differently on a mistake than on the solution.
 *
 * A mistake is the solution with a few lines changed, like a mutant of a mutation tester, and a spec that never
 * reaches these lines ends as before. What reaches what is told by names: a declaration reaches another when the
 * other's name stands anywhere in it. That finds too much at times, never too little.
 *
 * @param sources the text of the solution, and that of the specs
 * @returns for the text of a mistake the functions, by the titles of their `describe`; null when it may be all, as it may
 *   where one of the texts is not TypeScript
 */
export function touchedFunctions(sources: {
  readonly solution: string;
  readonly spec: string;
}): (mistake: string) => ReadonlySet<string> | null {
  const solution = piecesOf(sources.solution);
  const spec = piecesOf(sources.spec);
  return (text) => {
    const mistake = piecesOf(text);
    const changed = [...differing(solution, mistake), ...differing(mistake, solution)];
    if (changed.length === 0) return new Set();
    const reached = reachedFrom([anything, ...changed], [...solution, ...mistake, ...spec]);
    if (reached.has(atTopLevel)) return null;
    const titles = [...reached].filter((name) => name.startsWith(describing));
    return new Set(titles.map((name) => name.slice(describing.length)));
  };
}

/** Something at the top level of a file. */
interface Piece {
  readonly name: string;
  readonly mentions: readonly string[];
  /** Two pieces with the same code do the same. */
  readonly code: string;
}

/** The name of what runs when the file is loaded. */
const atTopLevel = '*';
/** What an import of a whole file mentions. */
const anything = '?';
const describing = 'describe ';

/** The names of the pieces that are other, or missing, in `others`. */
function differing(pieces: readonly Piece[], others: readonly Piece[]): string[] {
  const known = new Set(others.map(({ name, code }) => `${name} ${code}`));
  return pieces.filter(({ name, code }) => !known.has(`${name} ${code}`)).map(({ name }) => name);
}

/** `names`, and those of all pieces that mention one of them, or a piece that does. */
function reachedFrom(names: readonly string[], pieces: readonly Piece[]): Set<string> {
  const reached = new Set(names);
  for (let known = -1; known < reached.size; ) {
    known = reached.size;
    for (const { name, mentions } of pieces) {
      if (mentions.some((mentioned) => reached.has(mentioned))) reached.add(name);
    }
  }
  return reached;
}

function piecesOf(text: string): Piece[] {
  let statements: SyntaxNode[];
  try {
    statements = nodesIn(parseSource({ text, file: '' }), 'body');
  } catch {
    return [{ name: atTopLevel, mentions: [anything], code: text }];
  }
  return statements.flatMap((statement) => {
    const declared = nodeIn(statement, 'declaration') ?? statement;
    if (declared.type.startsWith('TS')) return [];
    if (declared.type === 'ImportDeclaration') return importsOf(declared);
    const { names: mentions, code } = contentOf(declared);
    return declaredBy(declared).map((name) => ({ name, mentions, code }));
  });
}

function importsOf(declaration: SyntaxNode): Piece[] {
  const from = nodeIn(declaration, 'source');
  const source = (from && textOf(from)) ?? '';
  const specifiers = nodesIn(declaration, 'specifiers');
  if (specifiers.length === 0) return [{ name: atTopLevel, mentions: [], code: source }];
  return specifiers.map((specifier) => {
    const [local = ''] = namesOf(nodeIn(specifier, 'local') ?? specifier);
    const imported = nodeIn(specifier, 'imported');
    const takesAll = imported === null && source.startsWith('.');
    const mentions = takesAll ? [anything] : imported ? namesOf(imported) : [];
    return { name: takesAll ? atTopLevel : local, mentions, code: `${source} ${mentions}` };
  });
}

function declaredBy(node: SyntaxNode): readonly string[] {
  if (node.type === 'VariableDeclaration') {
    return nodesIn(node, 'declarations').flatMap((one) => namesOf(nodeIn(one, 'id') ?? one));
  }
  const id = nodeIn(node, 'id');
  if (id) return namesOf(id);
  const title = titleOf(node);
  return [title === null ? atTopLevel : describing + title];
}

/** The title of `describe('kFold', …)`; null for anything else. */
function titleOf(statement: SyntaxNode): string | null {
  const call = nodeIn(statement, 'expression');
  const callee = call && nodeIn(call, 'callee');
  const [first] = call ? nodesIn(call, 'arguments') : [];
  if (!callee || !first || dottedName(callee) !== 'describe') return null;
  return textOf(first);
}

function namesOf(node: SyntaxNode): readonly string[] {
  return contentOf(node).names;
}
