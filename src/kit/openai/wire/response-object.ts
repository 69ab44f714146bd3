import type {
  Response as ApiResponse,
  ResponseOutputItem,
  ResponseUsage,
  Tool,
  ToolChoiceFunction,
} from 'openai/resources/responses/responses';
import type { ResponseRequest } from '../validation/response-request.ts';
import type { Choice } from './choice.ts';

/**
 * A response as it is sent: the SDK adds `output_text`, and says nothing of the two penalties. The field
 * `access_programs`, which openai 7 requires, is newer than the recorded answers.
 */
export type SentResponse = Omit<
  ApiResponse,
  'output_text' | 'usage' | 'user' | 'access_programs'
> & {
  readonly usage: ResponseUsage | null;
  readonly user: null;
  readonly frequency_penalty: number;
  readonly presence_penalty: number;
};

export interface ResponseState {
  readonly id: string;
  /** Seconds since 1970. */
  readonly createdAt: number;
  readonly completedAt: number | null;
  readonly status: NonNullable<ApiResponse['status']>;
  readonly output: readonly ResponseOutputItem[];
  readonly usage: ResponseUsage | null;
  readonly incompleteReason: 'max_output_tokens' | 'content_filter' | null;
}

/** A response in some state of its life, its fields in the recorded order. */
export function responseObject(request: ResponseRequest, state: ResponseState): SentResponse {
  const { format, sampling } = request;
  return {
    id: state.id,
    object: 'response',
    created_at: state.createdAt,
    status: state.status,
    background: request.background,
    completed_at: state.completedAt,
    error: null,
    frequency_penalty: 0,
    incomplete_details: state.incompleteReason === null ? null : { reason: state.incompleteReason },
    instructions: request.instructions,
    max_output_tokens: sampling.maxTokens,
    metadata: { ...request.metadata },
    model: request.model.snapshot,
    output: [...state.output],
    parallel_tool_calls: request.parallelToolCalls,
    presence_penalty: 0,
    previous_response_id: request.previousResponseId,
    reasoning: {
      effort: request.model.kind === 'reasoning' ? request.effort : null,
      summary: null,
    },
    service_tier: 'default',
    temperature: sampling.temperature,
    text: {
      format:
        format.type === 'json_schema'
          ? { ...format, description: format.description, schema: { ...format.schema } }
          : format,
      verbosity: request.verbosity,
    },
    tool_choice: shownChoice(request),
    tools: request.tools.map(
      (tool) =>
        ({
          type: 'function',
          name: tool.name,
          description: tool.description === '' ? null : tool.description,
          parameters: tool.parameters === null ? null : { ...tool.parameters },
          strict: tool.strict,
        }) satisfies Tool,
    ),
    top_logprobs: request.topLogprobs,
    top_p: sampling.topP,
    truncation: request.truncation,
    usage: state.usage,
    user: null,
  };
}

/** The status that a finished choice leads to, and why it is incomplete where it is. */
export function endOf(
  choice: Choice | undefined,
): Pick<ResponseState, 'status' | 'incompleteReason'> {
  if (choice?.finishReason === 'length')
    return { status: 'incomplete', incompleteReason: 'max_output_tokens' };
  if (choice?.finishReason === 'content_filter')
    return { status: 'incomplete', incompleteReason: 'content_filter' };
  return { status: 'completed', incompleteReason: null };
}

function shownChoice({
  toolChoice,
  tools,
}: ResponseRequest): 'none' | 'auto' | 'required' | ToolChoiceFunction {
  if (typeof toolChoice !== 'string') return { type: 'function', name: toolChoice.name };
  return tools.length === 0 ? 'auto' : toolChoice;
}
