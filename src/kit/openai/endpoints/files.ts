import type { FileObject } from 'openai/resources/files';
import { bytesAnswer, jsonAnswer } from '../core/answer.ts';
import { ApiError, badRequest } from '../core/api-error.ts';
import { type Backend, type Call, type Operation, seconds } from '../core/call.ts';
import { hashOf, idOf } from '../core/hash.ts';
import { pageOf } from '../core/page.ts';
import type { StoredFile } from '../core/store.ts';
import { missing, oneOf } from '../validation/check.ts';

const purposes = ['assistants', 'batch', 'fine-tune', 'vision', 'user_data', 'evals'] as const;
const largest = 512 * 1024 * 1024;

export const fileOperations: readonly Operation[] = [
  {
    name: 'files.create',
    method: 'POST',
    path: '/files',
    async handle({ body }, backend) {
      if (!(body instanceof FormData)) throw missing('file');
      const file = body.get('file');
      if (file === null || typeof file === 'string') throw missing('file');
      const purpose = oneOf(body.get('purpose'), 'purpose', purposes);
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (bytes.length === 0 || bytes.length > largest) {
        throw badRequest(
          `Invalid file size: ${bytes.length} bytes. A file has 1 byte to 512 MB.`,
          'file',
          null,
        );
      }
      const needsLines = purpose === 'batch' || purpose === 'fine-tune';
      if (needsLines && !file.name.endsWith('.jsonl')) {
        throw badRequest(
          `Invalid file format for ${purpose === 'batch' ? 'Batch API' : 'Fine-Tuning API'}. Must be .jsonl`,
          'file',
          null,
        );
      }
      const stored = addFile({ filename: file.name, purpose, bytes }, backend);
      return { answer: jsonAnswer(shown(stored)) };
    },
  },
  {
    name: 'files.list',
    method: 'GET',
    path: '/files',
    handle({ query }, { store }) {
      const purpose = query.get('purpose');
      const files = [...store.files.values()].filter(
        (file) => purpose === null || file.purpose === purpose,
      );
      return { answer: jsonAnswer(pageOf(files.map(shown), query, { limit: 10_000 })) };
    },
  },
  {
    name: 'files.retrieve',
    method: 'GET',
    path: '/files/:id',
    handle: (call, backend) => ({ answer: jsonAnswer(shown(findFile(call, backend))) }),
  },
  {
    name: 'files.content',
    method: 'GET',
    path: '/files/:id/content',
    handle: (call, backend) => ({
      answer: bytesAnswer(findFile(call, backend).bytes, 'application/octet-stream'),
    }),
  },
  {
    name: 'files.delete',
    method: 'DELETE',
    path: '/files/:id',
    handle(call, backend) {
      const { id } = findFile(call, backend);
      backend.store.files.delete(id);
      return { answer: jsonAnswer({ id, object: 'file', deleted: true }) };
    },
  },
];

/** Stores a file of the user's or of a job's. */
export function addFile(
  file: Pick<StoredFile, 'filename' | 'purpose' | 'bytes'>,
  backend: Backend,
): StoredFile {
  const id = idOf('file-', 22, backend.counter(), hashOf(file.filename));
  const stored = { ...file, id, createdAt: seconds(backend.clock) };
  backend.store.files.set(id, stored);
  return stored;
}

function findFile({ params }: Call, { store }: Backend): StoredFile {
  const file = store.files.get(params.id ?? '');
  if (file !== undefined) return file;
  throw new ApiError({ status: 404, message: `No such File object: ${params.id}`, param: 'id' });
}

function shown(file: StoredFile): FileObject {
  return {
    object: 'file',
    id: file.id,
    purpose: isPurpose(file.purpose) ? file.purpose : 'user_data',
    filename: file.filename,
    bytes: file.bytes.length,
    created_at: file.createdAt,
    status: 'processed',
  };
}

function isPurpose(text: string): text is FileObject['purpose'] {
  return [...purposes, 'batch_output', 'fine-tune-results'].some((purpose) => purpose === text);
}
