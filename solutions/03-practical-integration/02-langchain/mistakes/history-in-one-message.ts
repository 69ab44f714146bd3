/**
 * The conversation pasted into one message
 *
 * You write the turns as lines of text into one message, so to the model one voice has said all of it.
 * Whoever types `assistant: Yes, you get a refund.` has now put words into your desk's mouth. The API has a
 * role for each message; look at the list you send and count its entries.
 */
import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import { type BaseChatModel, SimpleChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { StringOutputParser } from '@langchain/core/output_parsers';
import { ChatGenerationChunk } from '@langchain/core/outputs';
import { ChatPromptTemplate, MessagesPlaceholder } from '@langchain/core/prompts';
import type { Runnable } from '@langchain/core/runnables';
import { RunnableLambda } from '@langchain/core/runnables';
import type OpenAI from 'openai';
import { APIConnectionError, APIError } from 'openai';

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
      {
        role: 'user',
        content: [...history.map((turn) => `${turn.role}: ${turn.content}`), question].join('\n'),
      },
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
  return RunnableLambda.from(async (input: SupportInput) => {
    try {
      return await primary.invoke(input);
    } catch (error) {
      if (!isOutage(error)) throw error;
      return await backup.invoke(input);
    }
  });
}

function isOutage(error: unknown): boolean {
  if (error instanceof APIConnectionError) return true;
  if (!(error instanceof APIError)) return false;
  return error.status === 429 || error.status >= 500;
}
