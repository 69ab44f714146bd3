import { jsonAnswer } from '../core/answer.ts';
import { ApiError } from '../core/api-error.ts';
import type { Backend, Call, Operation } from '../core/call.ts';
import { pageOf } from '../core/page.ts';
import type { StoredCompletion } from '../core/store.ts';
import { isObject } from '../validation/check.ts';
import { readMetadata } from '../validation/metadata.ts';

/** What is done with chat completions that were made with `store: true`. */
export const storedChats: readonly Operation[] = [
  {
    name: 'chat.completions.list',
    method: 'GET',
    path: '/chat/completions',
    handle({ query }, { store }) {
      const wanted = [...query].flatMap(([key, value]) => {
        const name = /^metadata\[(.+)\]$/.exec(key)?.[1];
        return name === undefined ? [] : [{ name, value }];
      });
      const model = query.get('model');
      const found = [...store.completions.values()].filter(
        ({ completion, metadata }) =>
          (model === null || completion.model.startsWith(model)) &&
          wanted.every(({ name, value }) => metadata[name] === value),
      );
      return { answer: jsonAnswer(pageOf(found.map(shown), query, { order: 'asc' })) };
    },
  },
  {
    name: 'chat.completions.retrieve',
    method: 'GET',
    path: '/chat/completions/:id',
    handle: (call, backend) => ({ answer: jsonAnswer(shown(find(call, backend))) }),
  },
  {
    name: 'chat.completions.update',
    method: 'POST',
    path: '/chat/completions/:id',
    handle(call, backend) {
      const stored = find(call, backend);
      const metadata = isObject(call.body) ? readMetadata(call.body.metadata) : null;
      const updated = { ...stored, metadata: metadata ?? {} };
      backend.store.completions.set(stored.completion.id, updated);
      return { answer: jsonAnswer(shown(updated)) };
    },
  },
  {
    name: 'chat.completions.delete',
    method: 'DELETE',
    path: '/chat/completions/:id',
    handle(call, backend) {
      const { id } = find(call, backend).completion;
      backend.store.completions.delete(id);
      return { answer: jsonAnswer({ object: 'chat.completion.deleted', id, deleted: true }) };
    },
  },
  {
    name: 'chat.completions.messages.list',
    method: 'GET',
    path: '/chat/completions/:id/messages',
    handle(call, backend) {
      const { completion, messages } = find(call, backend);
      const items = messages.map((message, index) => ({
        refusal: null,
        ...message,
        id: `${completion.id}-${index}`,
        content_parts: Array.isArray(message.content) ? message.content : null,
      }));
      return { answer: jsonAnswer(pageOf(items, call.query, { order: 'asc' })) };
    },
  },
];

function find({ params }: Call, { store }: Backend): StoredCompletion {
  const stored = store.completions.get(params.id ?? '');
  if (stored !== undefined) return stored;
  throw new ApiError({
    status: 404,
    message: `No chat completion found with id '${params.id}'. Only completions made with 'store: true' are kept.`,
    param: 'completion_id',
  });
}

function shown({ completion, metadata }: StoredCompletion): StoredCompletion['completion'] & {
  readonly metadata: Readonly<Record<string, string>>;
} {
  return { ...completion, metadata };
}
