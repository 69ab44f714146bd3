/**
 * An exception of a tool that ends the conversation
 *
 * You guard the arguments, and not the tool itself, and tools fail every day: a warehouse is closed,
 * a database is slow. Your promise is then rejected, the loop stops, and the other calls of the
 * message remain without their answer. For the model it would have been news that it can work
 * with. Look at whether `run` is awaited inside of your `try`.
 */

import type OpenAI from 'openai';
import { z } from 'zod';

export type Message = OpenAI.Chat.Completions.ChatCompletionMessageParam;

export type ToolDefinition = OpenAI.Chat.Completions.ChatCompletionFunctionTool;

export type ToolCall = OpenAI.Chat.Completions.ChatCompletionMessageFunctionToolCall;

export type ToolMessage = OpenAI.Chat.Completions.ChatCompletionToolMessageParam;

export interface Tool<Parameters extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly description: string;
  readonly parameters: Parameters;
  run(args: z.output<Parameters>): Promise<unknown>;
}

export interface LoopOptions {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly tools: readonly ToolDefinition[];
  readonly execute: (call: ToolCall) => Promise<ToolMessage>;
  readonly maxTurns: number;
}

export interface Product {
  readonly stock: number;
  readonly priceInCents: number;
}

export interface Order {
  readonly customerId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly note: string | null;
  readonly totalInCents: number;
}

export interface Shop {
  find(sku: string): Product | undefined;
  place(order: Order): Promise<string>;
}

export function toOpenAITool(tool: Tool): ToolDefinition {
  const { name, description } = tool;
  const parameters = z.toJSONSchema(tool.parameters, {
    override({ jsonSchema: { properties = {}, required = [] } }) {
      const optional = Object.keys(properties).find((property) => !required.includes(property));
      if (optional === undefined) return;
      throw new TypeError(
        `${name}: the property "${optional}" is optional, which strict mode does not allow. Make it nullable.`,
      );
    },
  });
  return { type: 'function', function: { name, description, strict: true, parameters } };
}

export async function executeToolCall(
  call: ToolCall,
  tools: readonly Tool[],
): Promise<ToolMessage> {
  const answer = (value: unknown): ToolMessage => ({
    role: 'tool',
    tool_call_id: call.id,
    content: JSON.stringify(value ?? null),
  });
  const tool = tools.find(({ name }) => name === call.function.name);
  if (tool === undefined) return answer({ error: unknownTool(call.function.name, tools) });
  let args: Record<string, unknown>;
  try {
    args = tool.parameters.parse(JSON.parse(call.function.arguments));
  } catch (error) {
    return answer({ error: reasonOf(error) });
  }
  return answer(await tool.run(args));
}

function unknownTool(name: string, tools: readonly Tool[]): string {
  return `There is no tool "${name}". There are: ${tools.map((tool) => tool.name).join(', ')}.`;
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return `The arguments do not fit. ${z.prettifyError(error)}`;
  return error instanceof Error ? error.message : String(error);
}

export async function toolLoop(client: OpenAI, options: LoopOptions): Promise<string> {
  const { model, tools, execute, maxTurns } = options;
  const messages = [...options.messages];

  for (let turn = 1; turn <= maxTurns; turn += 1) {
    const { choices } = await client.chat.completions.create({
      model,
      messages,
      tools: [...tools],
    });
    const { message, finish_reason } = choices[0] ?? {};
    if (message?.refusal) throw new Error(`The model refused: ${message.refusal}`);
    if (message === undefined || (finish_reason !== 'stop' && finish_reason !== 'tool_calls')) {
      throw new Error(`The answer is incomplete: ${finish_reason ?? 'it has no choices'}.`);
    }

    const calls = (message.tool_calls ?? []).filter((call) => call.type === 'function');
    if (calls.length === 0) return message.content ?? '';
    const results = await Promise.all(calls.map((call) => execute(call)));
    messages.push(message, ...results);
  }
  throw new Error(`The model still calls tools after ${maxTurns} requests, which is maxTurns.`);
}

export function orderTool(shop: Shop, customerId: string): Tool {
  const parameters = z.object({
    sku: z.string().describe('The code of the product, such as A1'),
    quantity: z.int().min(1).max(20).describe('How many pieces'),
    note: z.string().nullable().describe('What the customer wants the shop to know, or null'),
  });
  const tool: Tool<typeof parameters> = {
    name: 'place_order',
    description: 'Orders pieces of one product for the customer. Use it only when asked to order.',
    parameters,
    async run({ sku, quantity, note }) {
      const product = shop.find(sku);
      if (product === undefined) throw new Error(`There is no product "${sku}".`);
      const { stock, priceInCents } = product;
      if (quantity > stock) throw new Error(`Only ${stock} pieces of ${sku} are in stock.`);
      const totalInCents = quantity * priceInCents;
      const orderId = await shop.place({ customerId, sku, quantity, note, totalInCents });
      return { orderId, totalInCents };
    },
  };
  return tool;
}
