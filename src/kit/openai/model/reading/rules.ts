import { unquoted } from './sentences.ts';

/** The closed set of instructions that the model follows to the letter. Null and false: not asked for. */
export interface Rules {
  readonly maxWords: number | null;
  readonly maxSentences: number | null;
  readonly json: boolean;
  /** "Only JSON", "nothing else": without words around it. */
  readonly nothingElse: boolean;
  readonly prefix: string | null;
  readonly suffix: string | null;
  readonly upperCase: boolean;
  readonly lowerCase: boolean;
  readonly bullets: boolean;
  readonly stepByStep: boolean;
  /** "Finish with a line 'Answer: …'". */
  readonly finalAnswerLine: boolean;
  readonly cite: boolean;
  /** What to say when the answer is not known; null when the model was not told that it may. */
  readonly abstain: string | null;
  readonly tone: 'friendly' | 'formal' | 'pirate' | null;
}

const words: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twenty: 20,
  fifty: 50,
  hundred: 100,
};
const number = `(\\d+|${Object.keys(words).join('|')}|an?|single)`;
const most =
  '(?:at most|no more than|not more than|a maximum of|maximum|max\\.?|under|within|up to|fewer than|less than|in|using)';

/**
 * Reads the rules of a prompt. Where the same rule is given twice, the system's wins over the
 * developer's, and the developer's over the user's.
 *
 * @param texts the instructions, most binding first
 */
export function readRules(texts: readonly string[]): Rules {
  const first = <T>(read: (text: string) => T | null): T | null => {
    for (const text of texts) {
      const found = read(text);
      if (found !== null) return found;
    }
    return null;
  };
  const any = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text));
  return {
    maxWords: first((text) => limit(text, 'words?')),
    maxSentences: first((text) => limit(text, 'sentences?')),
    json: any(
      /\b(?:(?:in|as|return|output|respond with|reply with|answer with|produce|valid|only)(?: an?| the| this)?(?: valid| single)? json|json (?:object|only))\b/i,
    ),
    nothingElse: any(
      /\b(?:only|just|exactly one word|one word|nothing else|nothing but|no other text|no explanation|without (?:any )?(?:explanation|other text)|no prose)\b/i,
    ),
    prefix: first((text) => quotedAfter(text, '(?:start|begin|open)s?(?: \\w+){0,4} with')),
    suffix: first((text) =>
      quotedAfter(text, '(?:end|finish|close|sign off)s?(?: \\w+){0,4} with'),
    ),
    upperCase: any(/\b(?:upper ?case|capital letters|all caps)\b/i),
    lowerCase: any(/\b(?:lower ?case)\b/i),
    bullets: any(/\b(?:bullet(?:ed)? (?:points?|list)|as bullets|bullets)\b/i),
    stepByStep: any(
      /\bstep[- ]by[- ]step\b|\bthink (?:aloud|it through)\b|\bshow your (?:work|reasoning|steps)\b/i,
    ),
    finalAnswerLine: any(/\b(?:line|with)\b[^.\n]{0,40}["'“`]?(?:final )?answer:/i),
    cite: any(
      /\bcit(?:e|es|ing|ations?)\b|\bsources? in (?:square )?brackets\b|\b(?:give|name|list) (?:the|your|its) sources?\b/i,
    ),
    abstain: first(abstention),
    tone: first((text) =>
      /\bpirate\b/i.test(text)
        ? 'pirate'
        : /\b(?:friendly|warm|cheerful)\b/i.test(text)
          ? 'friendly'
          : /\b(?:formal|professional)(?:ly)?\b/i.test(text)
            ? 'formal'
            : null,
    ),
  };
}

function limit(text: string, unit: string): number | null {
  const found = new RegExp(
    `\\b${most}\\s+(?:a total of\\s+)?${number}\\s+(?:short\\s+|simple\\s+)?${unit}\\b`,
    'i',
  ).exec(text);
  const value = found?.[1]?.toLowerCase();
  if (value === undefined) {
    return unit.startsWith('sentence') && /\b(?:one|single)[- ]sentence\b/i.test(text) ? 1 : null;
  }
  const count = words[value] ?? (/^\d+$/.test(value) ? Number(value) : 1);
  return /\b(?:fewer|less) than\b|\bunder\b/i.test(found?.[0] ?? '')
    ? Math.max(1, count - 1)
    : count;
}

function quotedAfter(text: string, pattern: string): string | null {
  const found = new RegExp(
    `\\b${pattern}(?: the)?(?: (?:words?|text|sentence|phrase|line))?:?\\s+(["“'\`])(.+?)["”'\`](?=[\\s.,;]|$)`,
    'i',
  ).exec(text);
  return found?.[2] ?? null;
}

const mayAbstain =
  /\b(?:say|answer|reply|respond|write|state|admit|tell)\b[^.\n]{0,60}?\b(?:don'?t|do not|cannot|can'?t|not)\b[^.\n]{0,20}\b(?:know|answer|found|find|say|sure|enough)\b/i;
const quotedAbstention =
  /\b(?:say|answer|reply|respond|write)\b(?: \w+){0,3}:?\s+["“`']([^"”`\n]*?(?:know|not|no |cannot|can't|unknown|n\/a)[^"”`\n]*?)["”`']/i;
const onlyFromContext =
  /\b(?:only|solely|exclusively)\b[^.\n]{0,40}\b(?:context|sources?|documents?|passages?|text|information)\b/i;
const condition = /\b(?:if|when|where|unless)\b/i;

function abstention(text: string): string | null {
  const quoted = quotedAbstention.exec(text)?.[1];
  if (quoted !== undefined) return unquoted(quoted) + (/[.!]$/.test(quoted) ? '.' : '');
  if (mayAbstain.test(text) && (condition.test(text) || onlyFromContext.test(text)))
    return "I don't know.";
  return null;
}
