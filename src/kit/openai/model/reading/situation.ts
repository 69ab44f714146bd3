import type { Prompt, PromptMessage } from '../prompt.ts';
import { type Block, splitMessage } from './blocks.ts';
import { type Rules, readRules } from './rules.ts';
import { sentencesOf } from './sentences.ts';

/** A prompt as the model understands it. */
export interface Situation {
  readonly prompt: Prompt;
  /** System and developer messages. */
  readonly system: string;
  /** The last message of the user, whole. */
  readonly user: string;
  /** The user's last message without its data: what is asked. */
  readonly request: string;
  /** The data in the system's and in the user's last message. */
  readonly blocks: readonly Block[];
  /** What the conversation held before the user's last message, without system messages. */
  readonly earlier: readonly PromptMessage[];
  /** Calls and results that came after the user's last message. */
  readonly since: readonly PromptMessage[];
  /** The question of the user. */
  readonly question: string;
  readonly rules: Rules;
}

/** Reads a prompt: who says what, what is instruction and what is data. */
export function readSituation(prompt: Prompt): Situation {
  const { messages } = prompt;
  const lastUser = messages.findLastIndex(({ role }) => role === 'user');
  const user = messages[lastUser]?.text ?? '';
  const system = textOf(messages, 'system');
  const developer = textOf(messages, 'developer');
  const inSystem = splitMessage([system, developer].filter((text) => text !== '').join('\n'));
  const inUser = splitMessage(user);
  const request =
    inUser.instruction === '' && inUser.blocks.length === 0 ? user : inUser.instruction;
  return {
    prompt,
    system: [system, developer].filter((text) => text !== '').join('\n'),
    user,
    request,
    blocks: [...inSystem.blocks, ...inUser.blocks],
    earlier: messages
      .slice(0, Math.max(0, lastUser))
      .filter(({ role }) => role !== 'system' && role !== 'developer'),
    since: messages.slice(lastUser + 1),
    question: questionIn(request, user),
    rules: readRules([system, developer, request]),
  };
}

function textOf(messages: readonly PromptMessage[], role: PromptMessage['role']): string {
  return messages
    .filter((message) => message.role === role)
    .map(({ text }) => text)
    .join('\n');
}

function questionIn(request: string, user: string): string {
  const labelled = /^\s*(?:#+\s*|\*\*)?question\s*(?::(?:\*\*)?|$)\s*(\S.*)$/im.exec(user)?.[1];
  if (labelled !== undefined) return labelled.trim();
  const asked = sentencesOf(request).findLast((sentence) => sentence.endsWith('?'));
  return asked ?? request;
}
