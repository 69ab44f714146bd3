import { featureCosine, featuresOf } from '../../embeddings/features.ts';
import { type Draft, type DraftToolCall, draft } from '../draft.ts';
import {
  isJsonObject,
  type Json,
  type JsonObject,
  type PromptMessage,
  type PromptTool,
} from '../prompt.ts';
import { nameAsWords } from '../reading/sentences.ts';
import type { Situation } from '../reading/situation.ts';
import { writeArguments } from '../script.ts';
import { candidates, extract } from './extract.ts';
import { shapeOf } from './schema.ts';
import { answerFromResults, isFailure } from './tool-results.ts';

/** A call that the model would make. */
export interface PlannedCall {
  readonly tool: PromptTool;
  readonly arguments: JsonObject;
}

// How much a wish must have to do with a tool before the model thinks of calling it by itself.
const enough = 0.2;
const mostTries = 2;
// A field of free text: where there are results, it reports them.
const prose = /^(?:body|message|text|content|note|comment|summary|report)$/i;

/**
 * Decides on calls: null when no tool fits (or none is left to call), or when `tool_choice` forbids it.
 * Wishes that hang on each other ("then") are met one turn after the other; others in one turn,
 * unless parallel calls are off.
 */
export function planCalls(situation: Situation): Draft | null {
  const { tools, toolChoice, parallelToolCalls } = situation.prompt;
  if (tools.length === 0 || toolChoice === 'none') return null;
  const done = callsSince(situation.since);
  const allowed =
    typeof toolChoice === 'object' ? tools.filter(({ name }) => name === toolChoice.name) : tools;
  const isForced = toolChoice !== 'auto' && done.length === 0;

  const waves = wavesOf(situation.request === '' ? situation.user : situation.request).map(
    (wishes) =>
      wishes.flatMap((wish) => callsFor(wish, { situation, tools: allowed, isForced: false })),
  );
  const open = waves
    .map((calls) => calls.filter((call) => !isDone(call, done)))
    .find((calls) => calls.length > 0);
  const forced = isForced ? callsFor(situation.user, { situation, tools: allowed, isForced }) : [];
  const calls = withoutTwins(open ?? forced);
  if (calls.length === 0) return null;
  const chosen = parallelToolCalls ? calls : calls.slice(0, 1);
  return draft('tool-planner', { toolCalls: written(chosen) });
}

/** The calls of a plan as the model writes them. */
export function written(calls: readonly PlannedCall[]): readonly DraftToolCall[] {
  return calls.map(({ tool, arguments: values }) => ({
    name: tool.name,
    arguments: writeArguments(
      Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value ?? null])),
      calls.length > 1,
    ),
  }));
}

interface Done {
  readonly name: string;
  readonly arguments: string;
  readonly failed: boolean;
}

function callsSince(messages: readonly PromptMessage[]): readonly Done[] {
  const results = new Map(
    messages
      .filter(({ role }) => role === 'tool')
      .map(({ toolCallId, text }) => [toolCallId, text]),
  );
  return messages.flatMap(({ toolCalls }) =>
    toolCalls.map((call) => ({
      name: call.name,
      arguments: call.arguments,
      failed: isFailure(results.get(call.id) ?? ''),
    })),
  );
}

// A call that failed may be made once more; one that succeeded is not repeated.
function isDone({ tool, arguments: values }: PlannedCall, done: readonly Done[]): boolean {
  const same = done.filter(({ name }) => name === tool.name);
  const wanted = canonical(JSON.stringify(values));
  const succeeded = same.some(
    (call) => !call.failed && (canonical(call.arguments) === wanted || same.length >= 8),
  );
  return succeeded || same.filter(({ failed }) => failed).length >= mostTries;
}

function canonical(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value)
      ? JSON.stringify(Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b)))
      : text;
  } catch {
    return text;
  }
}

// "A and B, then C": what can be done at once, and what must wait.
function wavesOf(text: string): readonly (readonly string[])[] {
  return text
    .split(/\s*[,.;]?\s*\b(?:and then|then|after that|afterwards|finally)\b\s*,?\s*/i)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const wishes = part
        .split(/(?<=[?.!;])\s+|\s*,?\s+\band (?=(?:also |please )?[a-z]{3,} )/)
        .filter((wish) => wish.trim() !== '');
      return wishes.length === 0 ? [part] : wishes;
    });
}

interface CallOptions {
  readonly situation: Situation;
  readonly tools: readonly PromptTool[];
  readonly isForced: boolean;
}

/** The calls that a wish leads to: of the tool that fits best, one for each thing it names. */
export function callsFor(
  wish: string,
  { situation, tools, isForced }: CallOptions,
): readonly PlannedCall[] {
  const asked = featuresOf(wish);
  const ranked = tools
    .map((tool) => ({ tool, score: scoreOf(tool, wish, asked) }))
    .toSorted((a, b) => b.score - a.score);
  const [best] = ranked;
  if (best === undefined || (!isForced && best.score < enough)) return [];
  const schema = best.tool.parameters ?? { type: 'object', properties: {} };
  const text = [wish, ...factsFor(wish, situation)].join('\n');
  const filled = extract(schema, { text: wish, root: schema });
  const inContext = extract(schema, { text, root: schema });
  const report = answerFromResults(situation)?.content ?? null;
  const values = merged(filled.value, inContext.value, schema, { wish, text, report });
  if (!isForced && !hasEvidence(schema, text)) return [];
  return onePerThing(best.tool, values, schema, wish);
}

function scoreOf(tool: PromptTool, wish: string, asked: ReturnType<typeof featuresOf>): number {
  const { properties } = shapeOf(tool.parameters ?? {}, tool.parameters ?? {});
  const words = properties.map(
    ([name, schema]) =>
      `${nameAsWords(name)} ${typeof schema.description === 'string' ? schema.description : ''}`,
  );
  const name = nameAsWords(tool.name);
  const isNamed = new RegExp(`\\b${tool.name}\\b`).test(wish);
  return (
    (isNamed ? 1 : 0) +
    Math.max(
      featureCosine(asked, featuresOf(name)),
      featureCosine(asked, featuresOf(`${name} ${tool.description}`)),
    ) +
    0.3 * featureCosine(asked, featuresOf(words.join(' ')))
  );
}

// What the wish may refer to: earlier words of the user, and what the tools have found.
function factsFor(wish: string, { user, earlier, since }: Situation): readonly string[] {
  const found = since.filter(({ role }) => role === 'tool').map(({ text }) => text);
  const said = earlier
    .filter(({ role }) => role === 'user')
    .map(({ text }) => text)
    .toReversed();
  return [...found, ...(user === wish ? [] : [user]), ...said];
}

// What the wish says itself comes first; the rest is filled in from the context.
function merged(
  own: Json,
  context: Json,
  schema: JsonObject,
  { wish, text, report }: { wish: string; text: string; report: string | null },
): JsonObject {
  const first = isJsonObject(own) ? own : {};
  const second = isJsonObject(context) ? context : {};
  const { properties } = shapeOf(schema, schema);
  return Object.fromEntries(
    properties.flatMap(([name, property]) => {
      const isOwn = extract(property, { text: wish, root: schema }, name).found;
      const isFound = isOwn || extract(property, { text, root: schema }, name).found;
      if (report !== null && prose.test(name)) return [[name, report] as const];
      const value = isOwn ? first[name] : isFound ? second[name] : (first[name] ?? second[name]);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function hasEvidence(schema: JsonObject, text: string): boolean {
  const { properties, required } = shapeOf(schema, schema);
  const needed = properties.filter(([name]) => required.includes(name));
  if (needed.length === 0) return true;
  return needed.some(([name, property]) => extract(property, { text, root: schema }, name).found);
}

// "Paris and Rome" are two calls where the tool takes one place.
function onePerThing(
  tool: PromptTool,
  values: JsonObject,
  schema: JsonObject,
  wish: string,
): readonly PlannedCall[] {
  const { properties, required } = shapeOf(schema, schema);
  const [key] = required.length > 0 ? required : properties.map(([name]) => name);
  const property = properties.find(([name]) => name === key)?.[1];
  if (key === undefined || property === undefined) return [{ tool, arguments: values }];
  const named = candidates(property, { text: wish, root: schema }, key).filter((value) =>
    joined(wish, String(value)),
  );
  if (named.length < 2) return [{ tool, arguments: values }];
  return named.map((value) => ({ tool, arguments: { ...values, [key]: value } }));
}

// Only things in one list are of a kind: "Paris and Rome", "A1, B2 and C3".
function joined(text: string, value: string): boolean {
  const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(
    `(?:,|\\band|\\bor)\\s+(?:the |in |for |of )?#?${escaped}\\b|\\b${escaped}\\s*(?:,|and\\b|or\\b)`,
  ).test(text);
}

function withoutTwins(calls: readonly PlannedCall[]): readonly PlannedCall[] {
  const seen = new Set<string>();
  return calls.filter(({ tool, arguments: values }) => {
    const key = `${tool.name} ${canonical(JSON.stringify(values))}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
