/** A value that was read back from its printed form. */
export type Value =
  | {
      readonly kind: 'number';
      readonly value: number;
      /** Decimal digits that must agree, for `expect.closeTo`. */
      readonly digits: number | null;
    }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'list'; readonly type: string | null; readonly items: readonly Value[] }
  | {
      readonly kind: 'object';
      readonly type: string | null;
      readonly entries: readonly (readonly [string, Value])[];
    }
  /** undefined, null, true, a date, a function …: compared as it is printed. */
  | { readonly kind: 'word'; readonly text: string };

/**
 * Reads a value in the notation of pretty-format: nearly JSON, one item a line, with trailing commas,
 * NaN, undefined, and type names before `[` and `{` where the type is not a plain one.
 *
 * @returns null when the text is not in that notation, such as a string printed without its quotes
 */
export function parseValue(text: string): Value | null {
  const reader = { text, at: 0 };
  const value = readValue(reader);
  return value && reader.at === text.length ? value : null;
}

interface Reader {
  readonly text: string;
  at: number;
}

const number = /-?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Infinity)(?![\w.])|NaN\b/y;
const closeTo = /NumberCloseTo (?<value>\S+) \((?<digits>\d+) digits?\)/y;
const quoted = /"(?<inner>(?:[^"\\]|\\[\s\S])*)"/y;
const opening = /(?:(?<type>[A-Za-z_$][\w$.]*) )?(?<bracket>\[\]|\{\}|\[\n|\{\n)/y;
const word =
  /(?:undefined|null|true|false|-?\d+n|\d{4}-\d\d-\d\dT[\d:.]+Z)\b|Date \{ NaN \}|\[[A-Z][^\n]*\]|Symbol\([^\n]*\)|\/[^\n]+\/[dgimsuvy]*|Any<\w+>|Anything|(?:Object|Array|String)(?:Not)?(?:Containing|Matching) [^\n]*[^\n,]/y;
const plainTypes = new Set(['Object', 'Array']);

function readValue(reader: Reader): Value | null {
  const open = match(reader, opening)?.groups;
  if (open) {
    const type = open.type === undefined || plainTypes.has(open.type) ? null : open.type;
    return readItems(reader, open.bracket ?? '', type);
  }
  const close = match(reader, closeTo)?.groups;
  if (close) return { kind: 'number', value: Number(close.value), digits: Number(close.digits) };
  const digits = match(reader, number)?.[0];
  if (digits !== undefined) return { kind: 'number', value: Number(digits), digits: null };
  const inner = match(reader, quoted)?.groups?.inner;
  if (inner !== undefined) return { kind: 'string', value: inner.replace(/\\(["\\])/g, '$1') };
  const other = match(reader, word)?.[0];
  return other === undefined ? null : { kind: 'word', text: other };
}

function readItems(reader: Reader, bracket: string, type: string | null): Value | null {
  const isList = bracket.startsWith('[') || type === 'Set';
  const items: Value[] = [];
  const entries: [string, Value][] = [];
  if (bracket.endsWith('\n')) {
    const closing = bracket.startsWith('[') ? /\s*\]/y : /\s*\}/y;
    while (!match(reader, closing)) {
      match(reader, /\s*/y);
      const key = isList ? null : readKey(reader);
      if (key === null && !isList) return null;
      const value = readValue(reader);
      if (!value || !match(reader, /,?(?=\n)/y)) return null;
      if (key === null) items.push(value);
      else entries.push([key, value]);
    }
  }
  return isList ? { kind: 'list', type, items } : { kind: 'object', type, entries };
}

/** A key of an object (`"name": `) or of a Map (`"name" => `). */
function readKey(reader: Reader): string | null {
  const key = readValue(reader);
  if (!key || !match(reader, /: | => /y)) return null;
  return key.kind === 'string' ? key.value : printValue(key);
}

function match(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text);
  if (found) reader.at = pattern.lastIndex;
  return found;
}

/** Prints a value on one line, as one writes it in code. */
export function printValue(value: Value): string {
  switch (value.kind) {
    case 'number': {
      const digits = Object.is(value.value, -0) ? '-0' : String(value.value);
      return value.digits === null ? digits : `${digits} (to ${value.digits} decimals)`;
    }
    case 'string':
      return `'${value.value.replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`;
    case 'word':
      return value.text;
    case 'list':
      return `${typed(value.type)}[${value.items.map(printValue).join(', ')}]`;
    case 'object': {
      const fields = value.entries.map(([key, field]) => `${printKey(key)}: ${printValue(field)}`);
      return `${typed(value.type)}${fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`}`;
    }
  }
}

/** A key as it stands in an object literal. */
function printKey(key: string): string {
  return isIdentifier(key) ? key : `'${key}'`;
}

export function isIdentifier(key: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(key);
}

function typed(type: string | null): string {
  return type === null ? '' : `${type} `;
}
