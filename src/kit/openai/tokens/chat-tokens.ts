import type { PromptMessage } from '../model/prompt.ts';
import type { Tokenizer } from './tokenizer.ts';

const aroundMessage = 3;
const aroundName = 1;
const openingOfAnswer = 3;

/**
 * Prompt tokens of chat messages, by the published counting recipe: three around each message, the
 * role, the content, one more for a name, and three that open the answer.
 *
 * Exact for text messages; the calls inside assistant messages are approximate.
 *
 * @see https://cookbook.openai.com/examples/how_to_count_tokens_with_tiktoken
 */
export function countMessages(messages: readonly PromptMessage[], tokenizer: Tokenizer): number {
  let total = openingOfAnswer;
  for (const message of messages) {
    total += aroundMessage + tokenizer.count(message.role) + tokenizer.count(message.text);
    if (message.name !== null) total += aroundName + tokenizer.count(message.name);
    for (const call of message.toolCalls) {
      total += aroundMessage + tokenizer.count(call.name) + tokenizer.count(call.arguments);
    }
  }
  return total;
}
