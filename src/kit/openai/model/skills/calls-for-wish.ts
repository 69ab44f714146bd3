import { featuresOf } from '../../embeddings/features.ts';
import type { DraftToolCall } from '../draft.ts';
import { isJsonObject, type Json, type JsonObject, type PromptTool } from '../prompt.ts';
import type { Situation } from '../reading/situation.ts';
import { writeArguments } from '../script.ts';
import { candidates, extract } from './extract.ts';
import { shapeOf } from './schema.ts';
import { scoreTool } from './score-tool.ts';
import { answerFromResults } from './tool-results.ts';
import { isListed } from './wishes.ts';

/** A call that the model would make. */
export interface PlannedCall {
  readonly tool: PromptTool;
  readonly arguments: JsonObject;
}

// How much a wish must have to do with a tool before the model thinks of calling it by itself.
const enough = 0.2;
// A field of free text: where there are results, it reports them.
const prose = /^(?:body|message|text|content|note|comment|summary|report)$/i;

export interface CallOptions {
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
    .map((tool) => ({ tool, score: scoreTool(tool, wish, asked) }))
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

/** What a wish may refer to: earlier words of the user, and what the tools have found. */
export function factsFor(wish: string, { user, earlier, since }: Situation): readonly string[] {
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
    isListed(wish, String(value)),
  );
  if (named.length < 2) return [{ tool, arguments: values }];
  return named.map((value) => ({ tool, arguments: { ...values, [key]: value } }));
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
