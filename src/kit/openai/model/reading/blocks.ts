/** A piece of data in a message: a document, a review, an answer to judge. */
export interface Block {
  readonly text: string;
  /** The tag, label or heading that it stands under, in lower case; empty for quotes and fences. */
  readonly label: string;
  /** What a citation names it by: `1`, `doc-3`; null for none. */
  readonly id: string | null;
  /** True where marks show where it begins and ends. Only then is it safe to take it for data. */
  readonly delimited: boolean;
}

export interface SplitMessage {
  /** The message without its data: what is asked. */
  readonly instruction: string;
  readonly blocks: readonly Block[];
}

const fences: readonly RegExp[] = [
  /<([A-Za-z][\w-]*)([^<>]*)>([\s\S]*?)<\/\1>/g,
  /```[\w-]*\n?([\s\S]*?)```/g,
  /"""([\s\S]*?)"""/g,
];

const labels =
  'context|sources?|documents?|passages?|text|review|ticket|email|input|article|message|customer|transcript|conversation|facts|notes|answer(?: [ab12])?|response(?: [ab12])?|reference(?: answer)?|expected|candidate(?: [ab12])?|essay|summary';
const labelLine = new RegExp(
  `^\\s*(?:(?:#+\\s*|\\*\\*)?(${labels})\\s*(?:\\(([^)]*)\\))?:(?:\\*\\*)?[ \\t]*(.*)|#+\\s*(${labels})\\s*)$`,
  'i',
);
const otherLabel =
  /^\s*(?:#+\s*)?(?:question|task|instructions?|request|user|label|output|sentiment|category|criteria|rubric)\b(?:[^:\n]{0,30}:|\s*$)/i;

/** Finds the data in a message: between tags, fences or quotes, or under a label such as "Context:". */
export function splitMessage(text: string): SplitMessage {
  const blocks: Block[] = [];
  let rest = text;
  for (const fence of fences) {
    rest = rest.replace(fence, (whole: string, ...groups: unknown[]) => {
      const [first, attributes, inner] = groups.map((group) =>
        typeof group === 'string' ? group : '',
      );
      const isTag = whole.startsWith('<');
      const label = isTag ? (first ?? '').toLowerCase() : '';
      const body = (isTag ? inner : first) ?? '';
      const id = /\bid\s*=\s*["']?([\w.-]+)/.exec(attributes ?? '')?.[1] ?? null;
      const nested = splitMessage(body);
      // A tag around documents of its own is a frame, not a document.
      const parts = nested.blocks.filter((block) => block.delimited);
      if (isTag && parts.length > 0) blocks.push(...parts);
      else blocks.push(...passages({ text: body.trim(), label, id, delimited: true }));
      return '\n';
    });
  }
  const { instruction, sections } = labelled(rest);
  return { instruction, blocks: [...blocks, ...sections.flatMap(passages)] };
}

interface OpenSection {
  readonly label: string;
  readonly id: string | null;
  readonly lines: string[];
}

function labelled(text: string): { instruction: string; sections: readonly Block[] } {
  const found: OpenSection[] = [];
  const outside: string[] = [];
  let open: OpenSection | undefined;
  for (const line of text.split('\n')) {
    const [, label, id, rest, heading] = labelLine.exec(line) ?? [];
    const name = label ?? heading;
    if (name !== undefined) {
      open = { label: name.toLowerCase(), id: id ?? null, lines: [rest ?? ''] };
      found.push(open);
    } else {
      if (otherLabel.test(line)) open = undefined;
      (open?.lines ?? outside).push(line);
    }
  }
  const sections = found
    .map(({ label, id, lines }) => ({ label, id, text: lines.join('\n').trim(), delimited: false }))
    .filter(({ text: body }) => body !== '');
  return { instruction: outside.join('\n').trim(), sections };
}

const numbered =
  /^\s*(?:[-*]\s+)?(?:\[([\w.-]+)\]:?|(?:source|document|doc|passage|chunk)\s+#?([\w.-]*\w)\s*[:.)])\s*/i;

/** "[1] …", "Source 2: …" inside a block are passages of their own. */
function passages(block: Block): readonly Block[] {
  const lines = block.text.split('\n');
  if (!lines.some((line) => numbered.test(line))) return [block];
  const found: { id: string | null; lines: string[] }[] = [];
  for (const line of lines) {
    const mark = numbered.exec(line);
    if (mark) found.push({ id: mark[1] ?? mark[2] ?? null, lines: [line.slice(mark[0].length)] });
    else if (found.length === 0) found.push({ id: block.id, lines: [line] });
    else found.at(-1)?.lines.push(line);
  }
  return found
    .map(({ id, lines: body }) => ({ ...block, id, text: body.join('\n').trim() }))
    .filter(({ text }) => text !== '');
}
