/**
 * The tokens of the last request taken for the whole run
 *
 * Each request is billed for all the messages that it sends, and you keep the count of the latest
 * one alone. It looks like a running total because it grows with the conversation. Over four steps
 * you report a fraction of what was spent, and the budget stops nothing that comes in many small
 * steps. Look at how the tokens of a new step meet those of the steps before.
 */

import type OpenAI from 'openai';
import type {
  ChatCompletionMessage,
  ChatCompletionMessageParam,
  ChatCompletionTool,
} from 'openai/resources/chat/completions';

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

export type Arguments = Readonly<Record<string, unknown>>;

export interface Tool {
  readonly sideEffect: boolean;
  run(args: Arguments, idempotencyKey?: string): Promise<unknown>;
}

export type Toolbox = Readonly<Record<string, Tool>>;

export interface Reply {
  readonly message: ChatCompletionMessage;
  readonly calls: readonly ToolCall[];
  readonly answer: string | null;
  readonly tokens: number;
}

export interface Exchange extends ToolCall {
  readonly observation: string;
}

export interface Step {
  readonly calls: readonly Exchange[];
  readonly tokens: number;
}

export type Stopped = 'answered' | 'incomplete' | 'stuck' | 'maxSteps' | 'tokenBudget';

export interface Run {
  readonly stopped: Stopped;
  readonly answer: string | null;
  readonly steps: readonly Step[];
  readonly tokens: number;
}

export interface AgentOptions {
  readonly client: OpenAI;
  readonly model: string;
  readonly instructions: string;
  readonly definitions: readonly ChatCompletionTool[];
  readonly execute: (call: ToolCall) => Promise<string>;
  readonly maxSteps: number;
  readonly tokenBudget: number;
  readonly isStuck?: (steps: readonly Step[]) => boolean;
}

export interface Action {
  readonly name: string;
  readonly arguments: Arguments;
  readonly idempotencyKey: string;
}

export interface GuardOptions {
  readonly runId: string;
  readonly approve: (action: Action) => Promise<boolean>;
}

export async function askModel(
  client: OpenAI,
  {
    model,
    messages,
    definitions,
  }: {
    model: string;
    messages: readonly ChatCompletionMessageParam[];
    definitions: readonly ChatCompletionTool[];
  },
): Promise<Reply> {
  const { choices, usage } = await client.chat.completions.create({
    model,
    messages: [...messages],
    tools: [...definitions],
  });
  const choice = choices[0];
  if (choice === undefined) throw new Error('The reply has no choices.');
  const { message, finish_reason } = choice;
  const isCut = finish_reason === 'length' || finish_reason === 'content_filter';
  return {
    message,
    calls: isCut
      ? []
      : (message.tool_calls ?? []).flatMap((call) =>
          call.type === 'function' ? [{ id: call.id, ...call.function }] : [],
        ),
    answer: isCut ? null : message.content,
    tokens: usage?.total_tokens ?? 0,
  };
}

export async function executeToolCall(call: ToolCall, toolbox: Toolbox): Promise<string> {
  const tool = Object.hasOwn(toolbox, call.name) ? toolbox[call.name] : undefined;
  if (tool === undefined) {
    const names = Object.keys(toolbox).join(', ');
    return failure(`There is no tool ${call.name}. The tools are: ${names}.`);
  }
  const args = parsed(call.arguments);
  if (!isObject(args)) return failure('The arguments are not a JSON object.');
  try {
    return JSON.stringify((await tool.run(args)) ?? null);
  } catch (error) {
    return failure(error instanceof Error ? error.message : String(error));
  }
}

function failure(error: string): string {
  return JSON.stringify({ error });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Arguments {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export async function runAgent(options: AgentOptions, goal: string): Promise<Run> {
  const { client, model, instructions, definitions, execute, maxSteps, tokenBudget } = options;
  if (!Number.isInteger(maxSteps) || maxSteps < 1) {
    throw new RangeError(`maxSteps is ${maxSteps}; it must be a whole number from 1.`);
  }
  const messages: ChatCompletionMessageParam[] = [
    { role: 'system', content: instructions },
    { role: 'user', content: goal },
  ];
  const steps: Step[] = [];
  let tokens = 0;
  const end = (stopped: Stopped, answer: string | null = null): Run => {
    return { stopped, answer, steps, tokens };
  };

  while (true) {
    const reply = await askModel(client, { model, messages, definitions });
    const calls = await Promise.all(
      reply.calls.map(async (call) => ({ ...call, observation: await execute(call) })),
    );
    tokens = reply.tokens;
    steps.push({ calls, tokens: reply.tokens });

    if (calls.length === 0) {
      return end(reply.answer === null ? 'incomplete' : 'answered', reply.answer);
    }
    if (options.isStuck?.(steps)) return end('stuck');
    if (steps.length === maxSteps) return end('maxSteps');
    if (tokens >= tokenBudget) return end('tokenBudget');

    messages.push(reply.message);
    for (const { id, observation } of calls) {
      messages.push({ role: 'tool', tool_call_id: id, content: observation });
    }
  }
}

export function detectLoop(steps: readonly Step[], limit = 3): boolean {
  if (!Number.isInteger(limit) || limit < 2) {
    throw new RangeError(`limit is ${limit}; it must be a whole number from 2.`);
  }
  const seen = new Map<string, number>();
  for (const { calls } of steps) {
    const distinct = calls.map(({ name, arguments: text, observation }) =>
      JSON.stringify([name, canonical(parsed(text) ?? text), observation]),
    );
    for (const key of new Set(distinct)) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return [...seen.values()].some((count) => count >= limit);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).toSorted(byKey)) : part,
  );
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

export function guardSideEffects(toolbox: Toolbox, options: GuardOptions): Toolbox {
  const guarded = Object.entries(toolbox).map(([name, tool]): [string, Tool] => [
    name,
    tool.sideEffect ? guard(name, tool, options) : tool,
  ]);
  return Object.fromEntries(guarded);
}

function guard(name: string, tool: Tool, { runId, approve }: GuardOptions): Tool {
  const decisions = new Map<string, boolean>();
  const actions = new Map<string, Promise<unknown>>();

  async function act(args: Arguments, idempotencyKey: string): Promise<unknown> {
    const approved =
      decisions.get(idempotencyKey) ?? (await approve({ name, arguments: args, idempotencyKey }));
    decisions.set(idempotencyKey, approved);
    if (!approved) throw new Error(`${name} was declined. Do not ask for it again.`);
    return await tool.run(args, idempotencyKey);
  }

  return {
    sideEffect: true,
    async run(args) {
      const key = `${runId}/${name}/${canonical(args)}`;
      const known = actions.get(key);
      if (known !== undefined) return await known;
      const action = act(args, key);
      actions.set(key, action);
      try {
        return await action;
      } catch (error) {
        actions.delete(key);
        throw error;
      }
    },
  };
}
