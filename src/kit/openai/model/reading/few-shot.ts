import { unquoted } from './sentences.ts';
import type { Situation } from './situation.ts';

/** An example in the prompt: an input, and the output that is wanted for it. */
export interface Shot {
  readonly input: string;
  readonly output: string;
}

const inputName = '(?:text|input|review|ticket|message|sentence|q|question|example|email|tweet)';
const outputName = '(?:label|output|category|sentiment|class|answer|a|intent|topic)';
const pair = new RegExp(
  `^\\s*${inputName}\\s*\\d*\\s*:\\s*(.+?)\\s*\\n+\\s*${outputName}\\s*:[ \\t]*(\\S[^\\n]*)$`,
  'gim',
);
const arrow = /^\s*(?:[-*\d.]+\s+)?(.+?)\s*(?:->|=>|→)\s*(\S[^\n]*)$/gm;

/**
 * The examples of a prompt: earlier turns of user and assistant, and pairs written out in the
 * instructions ("Text: … / Label: …", or "… -> …").
 */
export function shotsOf(situation: Situation): readonly Shot[] {
  const shots: Shot[] = [];
  for (const [place, message] of situation.earlier.entries()) {
    const reply = situation.earlier[place + 1];
    if (message.role !== 'user' || reply?.role !== 'assistant' || reply.toolCalls.length > 0)
      continue;
    shots.push({ input: inputOf(message.text), output: withoutQuotes(outputOf(reply.text)) });
  }
  for (const text of [situation.system, situation.user]) {
    for (const pattern of [pair, arrow]) {
      for (const [, input = '', output = ''] of text.matchAll(pattern)) {
        shots.push({ input: unquoted(input), output: unquoted(output) });
      }
    }
  }
  return shots;
}

/** The input that is still to be answered, where the prompt ends in the form of its examples. */
export function openInput(text: string): string | null {
  const open = new RegExp(
    `^\\s*${inputName}\\s*\\d*\\s*:\\s*(.+?)\\s*(?:\\n+\\s*${outputName}\\s*:)?\\s*$`,
    'im',
  );
  const last =
    text
      .trim()
      .split(/\n\s*\n/)
      .at(-1) ?? text;
  const found = open.exec(last)?.[1];
  const arrowed = /^\s*(.+?)\s*(?:->|=>|→)\s*$/m.exec(last)?.[1];
  return found === undefined ? (arrowed === undefined ? null : unquoted(arrowed)) : unquoted(found);
}

// An example turn may carry the same frame as the query: "Text: …".
function inputOf(text: string): string {
  return openInput(text) ?? text;
}

function withoutQuotes(text: string): string {
  return text.trim().replace(/^["“'`]+|["”'`]+$/g, '');
}

function outputOf(text: string): string {
  return text.replace(new RegExp(`^\\s*${outputName}\\s*:\\s*`, 'i'), '');
}
