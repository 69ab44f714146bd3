import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions';
import type { EmbeddingCreateParams } from 'openai/resources/embeddings';
import type { ModerationCreateParams } from 'openai/resources/moderations';
import type { ResponseCreateParams } from 'openai/resources/responses/responses';
import type { RecordedRequest } from './journal.ts';

/** What the SDK sends, by operation. */
export interface SentBodies {
  readonly 'chat.completions.create': ChatCompletionCreateParams;
  readonly 'responses.create': ResponseCreateParams;
  readonly 'embeddings.create': EmbeddingCreateParams;
  readonly 'moderations.create': ModerationCreateParams;
}

/** The bodies of one operation that the API has accepted: checked by it, and so of the SDK's type. */
export function sentBodies<Name extends keyof SentBodies>(
  requests: readonly RecordedRequest[],
  operation: Name,
): readonly SentBodies[Name][] {
  const accepted = (
    request: RecordedRequest,
  ): request is RecordedRequest & { body: SentBodies[Name] } =>
    request.operation === operation && request.status !== null && request.status < 300;
  return requests.filter(accepted).map(({ body }) => body);
}
