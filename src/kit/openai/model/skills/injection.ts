import { type Draft, draft } from '../draft.ts';
import { sentencesOf, unquoted } from '../reading/sentences.ts';
import type { Situation } from '../reading/situation.ts';
import { callsFor, written } from './calls-for-wish.ts';

const override =
  /\b(?:ignore|disregard|forget|override|bypass)\b[^.!?\n]{0,40}\b(?:instructions?|rules|prompts?|guidelines|directions|everything)\b(?:\s+(?:above|before|given|you (?:were|have been) given))?|\b(?:new|updated) (?:system )?instructions?\s*:|^\s*(?:system|admin|developer)\s*(?:message|override|note)?\s*:/im;
const say =
  /\b(?:say|print|output|reply|respond|answer|write)(?: only| just| exactly)?(?: with)?(?: the (?:word|words|text|phrase))?:?\s+(?:["“'`](.+?)["”'`]|([^.!?\n]+))/i;
const reveal =
  /\b(?:reveal|repeat|print|show|output|leak|display|give (?:me|us)|tell (?:me|us)|what (?:is|are))\b[^.!?\n]{0,30}\b(?:system prompt|(?:your|the|initial|hidden|secret) (?:instructions|prompt|rules|secret|password|key))/i;

/**
 * Does what an instruction says that has no business in its place: in a document, in a tool's result,
 * in a user's message. Text between delimiters is safe, text outside is obeyed: how the prompt is built
 * decides, not how politely it forbids. Null when there is no such instruction.
 */
export function obeyInjection(situation: Situation): Draft | null {
  const order = untrusted(situation)
    .map(orderIn)
    .find((found) => found !== null);
  if (order === undefined || order === null) return null;
  if (reveal.test(order)) return draft('instructions', { content: situation.system });
  const said = say.exec(order);
  const { tools, toolChoice } = situation.prompt;
  const calls =
    tools.length > 0 && toolChoice !== 'none'
      ? callsFor(order, { situation, tools, isForced: false })
      : [];
  if (
    calls.length > 0 &&
    situation.since.every(
      ({ toolCalls }) => !toolCalls.some(({ name }) => name === calls[0]?.tool.name),
    )
  ) {
    return draft('instructions', { toolCalls: written(calls) });
  }
  if (said !== null) return draft('instructions', { content: unquoted(said[1] ?? said[2] ?? '') });
  return draft('instructions', { content: `As instructed: ${order}` });
}

// What nobody in charge wrote, without what is marked as data.
function untrusted({ request, blocks, since }: Situation): readonly string[] {
  const open = blocks.filter(({ delimited }) => !delimited).map(({ text }) => text);
  const results = since
    .filter(({ role }) => role === 'tool')
    .map(({ text }) => withoutDelimited(text));
  return [request, ...open, ...results];
}

function withoutDelimited(text: string): string {
  return text.replace(/<([A-Za-z][\w-]*)[^<>]*>[\s\S]*?<\/\1>|```[\s\S]*?```|"""[\s\S]*?"""/g, ' ');
}

/** What an override wants done: the rest of its sentence and what follows; null when there is none. */
function orderIn(text: string): string | null {
  const found = override.exec(text);
  if (found === null) return null;
  const rest = text
    .slice(found.index + found[0].length)
    .replace(/^[\s,.:;!-]*(?:and|then|instead)?\s*/i, '');
  return sentencesOf(rest).slice(0, 2).join(' ') || null;
}
