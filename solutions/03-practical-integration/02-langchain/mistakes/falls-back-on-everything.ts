/**
 * A fallback after every error
 *
 * `withFallbacks` asks the backup whatever went wrong. A request that is too long, or an input without a
 * shop, fails a second time at your cost, and the error that you see is the backup's: the bug of your own is
 * gone from the logs, or a weaker model hides it for months. Look at which errors another model can cure.
 */
import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import { type BaseChatModel, SimpleChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { StringOutputParser } from '@langchain/core/output_parsers';
import { ChatGenerationChunk } from '@langchain/core/outputs';
import { ChatPromptTemplate, MessagesPlaceholder } from '@langchain/core/prompts';
import type { Runnable } from '@langchain/core/runnables';
import type OpenAI from 'openai';

export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

export interface SupportInput {
  readonly shop: string;
  readonly history: readonly Turn[];
  readonly question: string;
}

export const defaultModel = 'gpt-4o-mini';

export const systemTemplate =
  'You work at the service desk of {shop}. Speak for {shop} only. ' +
  'If you are asked for JSON, write it like {"answer": "Yes.", "sure": true}.';

export class SdkChatModel extends SimpleChatModel {
  private readonly client: OpenAI;
  private readonly model: string;

  constructor(client: OpenAI, model: string = defaultModel) {
    super({});
    this.client = client;
    this.model = model;
  }

  override _llmType(): string {
    return 'openai-sdk';
  }

  override async _call(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
  ): Promise<string> {
    const completion = await this.client.chat.completions.create(
      { model: this.model, messages: messages.map(toChatMessage) },
      { signal: options.signal },
    );
    const text = completion.choices[0]?.message.content;
    if (!text) throw new Error('The model gave no text.');
    return text;
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const chunks = await this.client.chat.completions.create(
      { model: this.model, messages: messages.map(toChatMessage), stream: true },
      { signal: options.signal },
    );
    let isEmpty = true;
    for await (const chunk of chunks) {
      const text = chunk.choices[0]?.delta.content;
      if (!text) continue;
      isEmpty = false;
      yield new ChatGenerationChunk({ text, message: new AIMessageChunk(text) });
      await runManager?.handleLLMNewToken(text);
    }
    if (isEmpty) throw new Error('The model gave no text.');
  }
}

function toChatMessage(message: BaseMessage): OpenAI.ChatCompletionMessageParam {
  const content = message.text;
  if (message.type === 'system') return { role: 'system', content };
  if (message.type === 'ai') return { role: 'assistant', content };
  if (message.type === 'human') return { role: 'user', content };
  throw new TypeError(`A message of type ${message.type} has no place here: system, human or ai.`);
}

export async function askPlain(client: OpenAI, input: SupportInput): Promise<string> {
  const { shop, history, question } = input;
  if (shop === undefined) throw new TypeError('The input has no shop to speak for.');

  const completion = await client.chat.completions.create({
    model: defaultModel,
    messages: [
      { role: 'system', content: systemTemplate.replaceAll('{shop}', () => shop) },
      ...history,
      { role: 'user', content: question },
    ],
  });

  const text = completion.choices[0]?.message.content;
  if (!text) throw new Error('The model gave no text.');
  return text;
}

export function buildChain(model: BaseChatModel): Runnable<SupportInput, string> {
  const escaped = systemTemplate
    .replaceAll('{', '{{')
    .replaceAll('}', '}}')
    .replaceAll('{{shop}}', '{shop}');

  return ChatPromptTemplate.fromMessages<SupportInput>([
    ['system', escaped],
    new MessagesPlaceholder('history'),
    ['human', '{question}'],
  ])
    .pipe(model)
    .pipe(new StringOutputParser());
}

export function withFallback(
  primary: Runnable<SupportInput, string>,
  backup: Runnable<SupportInput, string>,
): Runnable<SupportInput, string> {
  return primary.withFallbacks([backup]);
}
