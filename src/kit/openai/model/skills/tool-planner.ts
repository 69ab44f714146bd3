import { featuresOf } from '../../embeddings/features.ts';
import { type Draft, draft } from '../draft.ts';
import type { PromptTool } from '../prompt.ts';
import { nameAsWords } from '../reading/sentences.ts';
import type { Situation } from '../reading/situation.ts';
import { callsFor, factsFor, type PlannedCall, written } from './calls-for-wish.ts';
import { callsSince, canonical, stillOpen } from './calls-so-far.ts';
import { extract } from './extract.ts';
import { shapeOf } from './schema.ts';
import { scoreTool } from './score-tool.ts';
import { wavesOf } from './wishes.ts';

// So much must a wish have to do with a tool that the model asks for what is missing.
const clear = 0.6;

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
  const left = new Set(stillOpen(waves.flat(), done));
  const open = waves
    .map((calls) => calls.filter((call) => left.has(call)))
    .find((calls) => calls.length > 0);
  const forced = isForced ? callsFor(situation.user, { situation, tools: allowed, isForced }) : [];
  const calls = withoutTwins(open ?? forced);
  if (calls.length === 0) return done.length === 0 ? askBack(situation, allowed) : null;
  const chosen = parallelToolCalls ? calls : calls.slice(0, 1);
  return draft('tool-planner', { toolCalls: written(chosen) });
}

// The tool is clear and what it needs is not: the model asks.
function askBack(situation: Situation, tools: readonly PromptTool[]): Draft | null {
  const wish = situation.request === '' ? situation.user : situation.request;
  const asked = featuresOf(wish);
  const tool = tools.find((candidate) => scoreTool(candidate, wish, asked) >= clear);
  const schema = tool?.parameters;
  if (tool === undefined || schema === undefined || schema === null) return null;
  const text = [wish, ...factsFor(wish, situation)].join('\n');
  const { properties, required } = shapeOf(schema, schema);
  const missing = properties
    .filter(
      ([name, property]) =>
        required.includes(name) && !extract(property, { text, root: schema }, name).found,
    )
    .map(([name]) => nameAsWords(name));
  if (missing.length === 0) return null;
  return draft('tool-planner', {
    content: `To do that I need the ${missing.join(' and the ')}. Could you tell me?`,
  });
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
