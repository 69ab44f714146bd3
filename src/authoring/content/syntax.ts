import { parseAst } from 'vitest/node';
import type { Source } from './problem.ts';

/** A node of the syntax tree (ESTree with TypeScript's nodes); fields beyond these are read with the guards below. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** A call: `describe('kFold', …)` has the name `describe`, `expect(x).not.toBe(1)` has `expect().not.toBe`. */
export interface Call {
  readonly name: string;
  readonly args: readonly SyntaxNode[];
  readonly start: number;
  readonly end: number;
}

export interface ImportedModule {
  readonly from: string;
  readonly start: number;
}

/** @throws SyntaxError when the source is not TypeScript */
export function parseSource({ text, file }: Source): SyntaxNode {
  return parseAst(text, { lang: 'ts' }, file);
}

/** The modules that a file imports or exports from, `import()` with a fixed name too. */
export function importsOf(program: SyntaxNode): ImportedModule[] {
  return [...nodesOf(program)].flatMap((node) => {
    const from = nodeIn(node, 'source');
    if (!importing.has(node.type) || !from) return [];
    const name = textOf(from);
    return name === null ? [] : [{ from: name, start: node.start }];
  });
}

const importing = new Set([
  'ImportDeclaration',
  'ImportExpression',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
]);

/** A name that a file exports as a value, and where its declaration starts. */
export interface ExportedValue {
  readonly name: string;
  readonly start: number;
}

/** The functions, classes and constants that a file exports under their own names. */
export function exportsOf(program: SyntaxNode): ExportedValue[] {
  return nodesIn(program, 'body')
    .filter(({ type }) => type === 'ExportNamedDeclaration')
    .flatMap((node) => {
      const declared = nodeIn(node, 'declaration');
      if (declared?.type === 'VariableDeclaration') {
        return nodesIn(declared, 'declarations').flatMap((one) => named(nodeIn(one, 'id'), node));
      }
      const isValue = declared && /^(Function|Class)Declaration$/.test(declared.type);
      if (isValue) return named(nodeIn(declared, 'id'), node);
      return nodesIn(node, 'specifiers').flatMap((one) => named(nodeIn(one, 'exported'), node));
    });
}

function named(id: SyntaxNode | null, { start }: SyntaxNode): ExportedValue[] {
  const name = id && stringIn(id, 'name');
  return name ? [{ name, start }] : [];
}

/** All calls below a node, in the order in which they begin. `new Date()` counts as a call of `new Date`. */
export function callsOf(root: SyntaxNode): Call[] {
  const calls: Call[] = [];
  for (const node of nodesOf(root)) {
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') continue;
    const callee = nodeIn(node, 'callee');
    const name = `${node.type === 'NewExpression' ? 'new ' : ''}${callee ? dottedName(callee) : ''}`;
    calls.push({ name, args: nodesIn(node, 'arguments'), start: node.start, end: node.end });
  }
  return calls.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** `Math.random` of the node for it; a call within becomes `()`, anything else `?`. */
export function dottedName(node: SyntaxNode): string {
  if (node.type === 'Identifier') return stringIn(node, 'name') ?? '?';
  if (node.type === 'ChainExpression') {
    const inner = nodeIn(node, 'expression');
    return inner ? dottedName(inner) : '?';
  }
  if (node.type === 'CallExpression') {
    const callee = nodeIn(node, 'callee');
    return `${callee ? dottedName(callee) : '?'}()`;
  }
  const object = nodeIn(node, 'object');
  const property = nodeIn(node, 'property');
  if (node.type !== 'MemberExpression' || !object || !property) return '?';
  return `${dottedName(object)}.${stringIn(property, 'name') ?? '?'}`;
}

/** The text of a string, or of a template without placeholders; null for any other node. */
export function textOf(node: SyntaxNode): string | null {
  if (node.type === 'Literal') return stringIn(node, 'value');
  if (node.type !== 'TemplateLiteral' || nodesIn(node, 'expressions').length > 0) return null;
  const [quasi] = nodesIn(node, 'quasis');
  const value = quasi && fieldOf(quasi, 'value');
  const cooked = typeof value === 'object' && value !== null && 'cooked' in value && value.cooked;
  return typeof cooked === 'string' ? cooked : null;
}

/** A node and everything below it. */
export function* nodesOf(root: SyntaxNode): Generator<SyntaxNode> {
  yield root;
  for (const value of Object.values(root)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* nodesOf(child);
    }
  }
}

/** What a node says, wherever it stands: the identifiers in it, each once, and a text that is equal for equal code. */
export function contentOf(root: SyntaxNode): {
  readonly names: readonly string[];
  readonly code: string;
} {
  const names = new Set<string>();
  const parts: string[] = [];
  // By hand, and in one walk, for it reads a hundred times as much as anything else here.
  const read = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) {
      parts.push(String(value));
      return;
    }
    for (const key in value) {
      if (key === 'start' || key === 'end') continue;
      parts.push(key);
      read(Reflect.get(value, key));
    }
    if (isNode(value) && value.type.endsWith('Identifier'))
      names.add(stringIn(value, 'name') ?? '');
  };
  read(root);
  return { names: [...names], code: parts.join('\n') };
}

export function nodeIn(node: SyntaxNode, field: string): SyntaxNode | null {
  const value = fieldOf(node, field);
  return isNode(value) ? value : null;
}

export function nodesIn(node: SyntaxNode, field: string): SyntaxNode[] {
  const value = fieldOf(node, field);
  return Array.isArray(value) ? value.filter(isNode) : [];
}

function stringIn(node: SyntaxNode, field: string): string | null {
  const value = fieldOf(node, field);
  return typeof value === 'string' ? value : null;
}

function fieldOf(node: SyntaxNode, field: string): unknown {
  return Reflect.get(node, field);
}

function isNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string' &&
    'start' in value &&
    typeof value.start === 'number'
  );
}
