import type { Prompt, PromptMessage } from '../model/prompt.ts';
import type { ModelFacts } from '../models/model-facts.ts';
import type { Tokenizer } from './tokenizer.ts';
import { countFormat, countTools } from './tool-tokens.ts';

const aroundMessage = 3;
const aroundName = 1;
// A call inside an assistant message; recorded prompts lie within one token of this.
const aroundCall = 8;

type CountedPrompt = Pick<Prompt, 'messages' | 'tools' | 'format'>;

/**
 * Prompt tokens, by the published recipe: three around each message, the role, the content, one more
 * for a name, and three that open the answer (two for reasoning models, as recorded).
 *
 * Exact for text messages; approximate for tools, tool calls and schemas, whose rendering is not
 * published.
 *
 * @see https://cookbook.openai.com/examples/how_to_count_tokens_with_tiktoken
 */
export function countPrompt(
  prompt: CountedPrompt,
  model: ModelFacts,
  tokenizer: Tokenizer,
): number {
  const opening = model.kind === 'reasoning' ? 2 : 3;
  const messages = prompt.messages.map((message) => countMessage(message, tokenizer));
  const hasSystem = prompt.messages.some(({ role }) => role === 'system' || role === 'developer');
  return (
    opening +
    messages.reduce((sum, count) => sum + count, 0) +
    countTools(prompt.tools, hasSystem, tokenizer) +
    countFormat(prompt.format, tokenizer)
  );
}

function countMessage(message: PromptMessage, tokenizer: Tokenizer): number {
  const calls = message.toolCalls.map(
    (call) => aroundCall + tokenizer.count(call.name) + tokenizer.count(call.arguments),
  );
  return (
    aroundMessage +
    tokenizer.count(message.role) +
    tokenizer.count(message.text) +
    (message.name === null ? 0 : aroundName + tokenizer.count(message.name)) +
    calls.reduce((sum, count) => sum + count, 0)
  );
}

/** The prompt as one row of token numbers: what the prompt cache compares. */
export function promptTokenIds(prompt: CountedPrompt, tokenizer: Tokenizer): readonly number[] {
  const tools = prompt.tools.length === 0 ? '' : JSON.stringify(prompt.tools);
  const messages = prompt.messages.map(
    ({ role, text, toolCalls }) =>
      `${role}\n${text}${toolCalls.length === 0 ? '' : JSON.stringify(toolCalls)}\n`,
  );
  return tokenizer.ids(tools + messages.join(''));
}
