import { type Draft, draft } from '../draft.ts';
import { isJsonObject, type Json, type PromptMessage } from '../prompt.ts';
import { capitalised, ended, nameAsWords } from '../reading/sentences.ts';
import type { Situation } from '../reading/situation.ts';

/** Whether a tool's result says that the call went wrong. */
export function isFailure(text: string): boolean {
  const value = parsed(text);
  if (isJsonObject(value))
    return value.error !== undefined && value.error !== null && value.error !== false;
  return /^\s*(?:error|invalid|failed|exception|unknown tool|could not)\b/i.test(text);
}

/**
 * An answer made of what the tools returned, and of nothing else: a wrong result gives a wrong answer,
 * and a missing one leaves a gap. Null when no tool was called.
 */
export function answerFromResults({ since }: Situation): Draft | null {
  const results = since.filter(({ role }) => role === 'tool');
  if (results.length === 0) return null;
  const sentences = new Set(results.map((result) => sentenceFor(result, since)));
  const content = [...sentences].join(' ');
  return draft('tool-planner', { content });
}

function sentenceFor(result: PromptMessage, since: readonly PromptMessage[]): string {
  const call = since
    .flatMap(({ toolCalls }) => toolCalls)
    .find(({ id }) => id === result.toolCallId);
  const name = call?.name ?? 'tool';
  if (result.text.trim() === '') return `The tool ${name} returned nothing.`;
  if (isFailure(result.text))
    return `The tool ${name} failed: ${ended(failureText(result.text).replace(/^error:\s*/i, ''))}`;
  const subject = subjectOf(call?.arguments ?? '');
  const said = spoken(parsed(result.text) ?? result.text);
  const isNamed = subject === '' || said.toLowerCase().includes(subject.toLowerCase());
  return ended(capitalised(isNamed ? said : `${subject}: ${said}`));
}

function failureText(text: string): string {
  const value = parsed(text);
  if (!isJsonObject(value)) return text.trim();
  return typeof value.error === 'string' ? value.error : JSON.stringify(value.error);
}

// What a call was about: its first argument that is a text.
function subjectOf(text: string): string {
  const value = parsed(text);
  if (!isJsonObject(value)) return '';
  const first = Object.values(value).find((argument) => typeof argument === 'string');
  return typeof first === 'string' ? first : '';
}

/** A result in words: "sku A1, stock 3". */
function spoken(value: Json): string {
  if (Array.isArray(value)) return value.length === 0 ? 'no results' : value.map(spoken).join('; ');
  if (isJsonObject(value)) {
    const fields = Object.entries(value).filter(
      ([, field]) => field !== null && field !== undefined,
    );
    return fields
      .map(
        ([key, field]) =>
          `${nameAsWords(key)} ${isNested(field) ? `(${spoken(field ?? null)})` : spoken(field ?? null)}`,
      )
      .join(', ');
  }
  return String(value);
}

function isNested(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null;
}

function parsed(text: string): Json | null {
  try {
    const value: Json = JSON.parse(text);
    return typeof value === 'string' ? null : value;
  } catch {
    return null;
  }
}
