import type { TunedExample } from '../core/store.ts';
import type { Tokenizer } from '../tokens/tokenizer.ts';
import { type Draft, draft } from './draft.ts';
import type { Prompt } from './prompt.ts';
import { readSituation, type Situation } from './reading/situation.ts';
import { answerAsSum } from './skills/arithmetic.ts';
import { answerAsClassifier } from './skills/classifier.ts';
import { followRules } from './skills/follow-rules.ts';
import { answerFromContext } from './skills/grounded-answer.ts';
import { obeyInjection } from './skills/injection.ts';
import { answerAsJudge } from './skills/judge.ts';
import { answerSmallTalk } from './skills/small-talk.ts';
import { answerInJson, answerInSchema } from './skills/structured.ts';
import { answerAsSummary } from './skills/summarise.ts';
import { planCalls } from './skills/tool-planner.ts';
import { answerFromResults } from './skills/tool-results.ts';

export interface ModelOptions {
  readonly tokenizer: Tokenizer;
  /** What a fine-tuned model was trained on; empty for the others. */
  readonly learnt: readonly TunedExample[];
  /** Whether instructions that stand in data are obeyed. */
  readonly obeysInjections: boolean;
}

/**
 * The model: it reads the prompt and answers by the first of its skills that fits. A function of its
 * arguments alone, and of no exercise: a better prompt gives a better answer because it says more.
 */
export async function readAndAnswer(prompt: Prompt, options: ModelOptions): Promise<Draft> {
  const situation = readSituation(prompt);
  const injected = options.obeysInjections ? obeyInjection(situation) : null;
  if (injected !== null) return injected;
  const calls = planCalls(situation);
  if (calls !== null) return calls;

  const { format } = prompt;
  if (format.type === 'json_schema')
    return answerInSchema(situation, format.schema, options.learnt);
  const text = await answerInText(situation, options);
  if (format.type === 'json_object') return answerInJson(situation, options.learnt, () => text);
  if (!situation.rules.json) return followRules(text, situation.rules, text.layer === 'classifier');
  const json = answerInJson(situation, options.learnt, () => text);
  // Asked for JSON in words alone, a model likes to add some of its own, unless that is ruled out.
  if (situation.rules.nothingElse) return json;
  const content = `Here is the JSON you asked for:\n\`\`\`json\n${json.content}\n\`\`\``;
  return { ...json, content, scored: null };
}

async function answerInText(
  situation: Situation,
  { learnt, tokenizer }: ModelOptions,
): Promise<Draft> {
  return (
    answerFromResults(situation) ??
    answerAsJudge(situation) ??
    answerAsClassifier(situation, learnt, tokenizer) ??
    answerAsSummary(situation) ??
    answerAsSum(situation) ??
    answerSmallTalk(situation) ??
    learntAnswer(situation, learnt) ??
    (asksForProse(situation) ? await freeText(situation, tokenizer) : answerFromContext(situation))
  );
}

// A fine-tuned model that has seen this very input gives the answer it was trained on.
function learntAnswer({ user }: Situation, learnt: readonly TunedExample[]): Draft | null {
  const known = learnt.find(({ input }) => input.trim() === user.trim());
  return known === undefined ? null : draft('instructions', { content: known.output });
}

const prose =
  /\b(?:write|compose|continue|complete|tell (?:me )?a|story|poem|essay|paragraph|brainstorm|explain|describe|elaborate|draft)\b/i;

function asksForProse({ request, blocks, question }: Situation): boolean {
  if (blocks.length > 0) return false;
  if (prose.test(request)) return true;
  return (
    !question.includes('?') &&
    request.trim() !== '' &&
    !/\b(?:who|what|when|where|which|how|name|list|give|find)\b/i.test(request)
  );
}

async function freeText(situation: Situation, tokenizer: Tokenizer): Promise<Draft> {
  const { generateText } = await import('./n-gram/generate-text.ts');
  return generateText(situation, tokenizer);
}
