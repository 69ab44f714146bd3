import type { TunedExample } from '../core/store.ts';
import { isObject } from '../validation/check.ts';

/** What a training file holds, or why it cannot be trained on. */
export type TrainingFile =
  | { readonly examples: readonly TunedExample[] }
  | { readonly problem: string };

const fewest = 10;
const roles = new Set(['system', 'developer', 'user', 'assistant', 'tool']);

/** Reads the JSONL of chat examples: each line an object with `messages`, the last by the assistant. */
export function readTrainingFile(text: string): TrainingFile {
  const examples: TunedExample[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const example = readExample(line);
    if (typeof example === 'string') return { problem: `Line ${index + 1}: ${example}` };
    examples.push(example);
  }
  if (examples.length >= fewest) return { examples };
  return {
    problem: `Training file has ${examples.length} example(s), but must have at least ${fewest} examples`,
  };
}

function readExample(line: string): TunedExample | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'this is not valid JSON. A training file is JSONL: one JSON object a line.';
  }
  if (!isObject(value) || !Array.isArray(value.messages) || value.messages.length === 0) {
    return "an example needs the key 'messages' with an array that is not empty.";
  }
  const messages: readonly unknown[] = value.messages;
  const texts: { role: string; content: string }[] = [];
  for (const message of messages) {
    if (!isObject(message) || typeof message.role !== 'string' || !roles.has(message.role)) {
      return `every message needs a role of ${[...roles].join(', ')}.`;
    }
    if (typeof message.content !== 'string') return 'every message needs a text as its content.';
    texts.push({ role: message.role, content: message.content });
  }
  const last = texts.at(-1);
  if (last?.role !== 'assistant') return 'the last message must be from the assistant.';
  const input = texts.findLast(({ role }) => role === 'user')?.content;
  if (input === undefined) return 'an example needs a message from the user.';
  return { input, output: last.content };
}
