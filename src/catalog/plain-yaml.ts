const line = /^(?<key>[a-z]+):(?: +(?<value>.+?))? *$/u;
const comment = /(?:^| )#.*$/;
const wholeNumber = /^[1-9]\d{0,8}$/;
/** A letter first, then anything but a colon, a hash and invisible characters: literal in YAML. */
const plain = /^\p{L}(?:[^:#\p{C}\p{Z}]| )*$/u;
const plainInList = /^\p{L}(?:[^:#,[\]{}"'\p{C}\p{Z}]| )*$/u;
const quoted = /^"(?<double>(?:[^"\\\p{C}\p{Z}]| )*)"$|^'(?<single>(?:[^'\p{C}\p{Z}]| )*)'$/u;
/** Words that YAML does not read as text. */
const word = /^(?:true|false|null)$/i;

/**
 * Reads YAML of the plainest form: a key, then a text, a whole number or a list `[a, b]` on its line.
 * Every command reads the front matter of all exercises, and this takes a thirtieth of the time of the
 * YAML parser, which most of it never needs.
 *
 * @returns what the YAML parser would give, or null for anything that is not plain beyond doubt
 */
export function readPlainYaml(text: string): Readonly<Record<string, unknown>> | null {
  const data: Record<string, unknown> = {};
  for (const source of text.split('\n')) {
    if (source === '') continue;
    const { key, value } = line.exec(withoutComment(source))?.groups ?? {};
    const read = value === undefined ? undefined : readValue(value);
    if (key === undefined || read === undefined || Object.hasOwn(data, key)) return null;
    data[key] = read;
  }
  return data;
}

/** A hash inside quotes stays: such a value is then no longer closed, and not plain. */
function withoutComment(source: string): string {
  return source.replace(comment, '');
}

function readValue(value: string): unknown {
  if (wholeNumber.test(value)) return Number(value);
  if (!value.startsWith('[') || !value.endsWith(']')) return readText(value, plain);
  const inside = value.slice(1, -1).replace(/^ +| +$/g, '');
  if (inside === '') return [];
  const items = inside.split(/ *, */).map((item) => readText(item, plainInList));
  return items.includes(undefined) ? undefined : items;
}

function readText(value: string, form: RegExp): string | undefined {
  if (form.test(value)) return word.test(value) ? undefined : value;
  const groups = quoted.exec(value)?.groups;
  return groups?.double ?? groups?.single;
}
