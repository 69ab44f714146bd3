import type { Batch } from 'openai/resources/batches';
import { jsonAnswer } from '../core/answer.ts';
import { ApiError, badRequest } from '../core/api-error.ts';
import type { Backend, Call, Operation } from '../core/call.ts';
import { hashOf, idOf } from '../core/hash.ts';
import { pageOf } from '../core/page.ts';
import type { BatchLine, StoredBatch, StoredFile } from '../core/store.ts';
import { readBatchInput } from '../jobs/batch-input.ts';
import { type BatchState, batchState } from '../jobs/batch-timeline.ts';
import { isObject, missing, oneOf, stringAt } from '../validation/check.ts';
import { readMetadata } from '../validation/metadata.ts';
import { addFile } from './files.ts';

const endpoints = [
  '/v1/chat/completions',
  '/v1/embeddings',
  '/v1/responses',
  '/v1/moderations',
] as const;

export const batchOperations: readonly Operation[] = [
  {
    name: 'batches.create',
    method: 'POST',
    path: '/batches',
    async handle({ body }, backend) {
      if (!isObject(body)) throw missing('input_file_id');
      const inputFileId = stringAt(body.input_file_id, 'input_file_id');
      const endpoint = oneOf(body.endpoint, 'endpoint', endpoints);
      const completionWindow = oneOf(body.completion_window, 'completion_window', ['24h']);
      const file = backend.store.files.get(inputFileId);
      if (file === undefined || file.purpose !== 'batch') throw noSuchInput(inputFileId, file);
      const { requests, problems } = readBatchInput(new TextDecoder().decode(file.bytes), endpoint);
      const id = idOf('batch_', 32, backend.counter(), inputFileId);
      const lines: BatchLine[] = [];
      for (const { customId, body: line } of problems.length > 0 ? [] : requests) {
        const answer = await backend.run('POST', endpoint.slice('/v1'.length), line);
        const lineId = idOf('batch_req_', 32, id, customId);
        lines.push({ id: lineId, customId, requestId: hashOf(lineId).slice(0, 32), ...answer });
      }
      const batch = {
        id,
        endpoint,
        inputFileId,
        completionWindow,
        metadata: readMetadata(body.metadata),
        madeAt: backend.clock.now(),
        cancelledAt: null,
        problems,
        lines,
      };
      backend.store.batches.set(id, batch);
      return { answer: jsonAnswer(shown(batch, backend)) };
    },
  },
  {
    name: 'batches.list',
    method: 'GET',
    path: '/batches',
    handle({ query }, backend) {
      const batches = [...backend.store.batches.values()].map((batch) => shown(batch, backend));
      return { answer: jsonAnswer(pageOf(batches, query)) };
    },
  },
  {
    name: 'batches.retrieve',
    method: 'GET',
    path: '/batches/:id',
    handle: (call, backend) => ({ answer: jsonAnswer(shown(find(call, backend), backend)) }),
  },
  {
    name: 'batches.cancel',
    method: 'POST',
    path: '/batches/:id/cancel',
    handle(call, backend) {
      const batch = find(call, backend);
      const { status } = batchState(batch, backend.clock.now());
      if (!['validating', 'in_progress', 'finalizing'].includes(status)) {
        throw new ApiError({
          status: 409,
          message: `Cannot cancel a batch with status '${status}'.`,
          code: 'invalid_batch_status',
        });
      }
      const cancelled = { ...batch, cancelledAt: backend.clock.now() };
      backend.store.batches.set(batch.id, cancelled);
      return { answer: jsonAnswer(shown(cancelled, backend)) };
    },
  },
];

function noSuchInput(id: string, file: StoredFile | undefined): ApiError {
  if (file === undefined) {
    return badRequest(
      `Invalid file ID '${id}': there is no such file.`,
      'input_file_id',
      'invalid_file_id',
    );
  }
  return badRequest(
    `Invalid file purpose: expected 'batch', but got '${file.purpose}'.`,
    'input_file_id',
    'invalid_file_purpose',
  );
}

function find({ params }: Call, { store }: Backend): StoredBatch {
  const batch = store.batches.get(params.id ?? '');
  if (batch !== undefined) return batch;
  throw new ApiError({ status: 404, message: `No batch found with id '${params.id}'.` });
}

function shown(batch: StoredBatch, backend: Backend): Batch {
  const state = batchState(batch, backend.clock.now());
  const lines = batch.lines.slice(0, state.done);
  const good = lines.filter(({ status }) => status < 400);
  const bad = lines.filter(({ status }) => status >= 400);
  const isOver = ['completed', 'cancelled', 'expired'].includes(state.status);
  return {
    id: batch.id,
    object: 'batch',
    endpoint: batch.endpoint,
    ...(state.status === 'failed' && { errors: { object: 'list', data: [...batch.problems] } }),
    input_file_id: batch.inputFileId,
    completion_window: batch.completionWindow,
    status: state.status,
    ...(isOver && outputFiles(batch, { good, bad }, backend)),
    ...timesOf(batch, state),
    request_counts: { total: batch.lines.length, completed: good.length, failed: bad.length },
    metadata: batch.metadata === null ? null : { ...batch.metadata },
  };
}

function timesOf(
  { madeAt, cancelledAt }: StoredBatch,
  { at, status }: BatchState,
): Partial<Batch> & { created_at: number } {
  const second = (moment: number): number => Math.floor(moment / 1000);
  return {
    created_at: second(madeAt),
    expires_at: second(at.expires),
    ...(at.inProgress !== null && { in_progress_at: second(at.inProgress) }),
    ...(at.finalizing !== null && { finalizing_at: second(at.finalizing) }),
    ...(cancelledAt !== null && { cancelling_at: second(cancelledAt) }),
    ...(at.ended !== null && isEnd(status) && { [`${status}_at`]: second(at.ended) }),
  };
}

function isEnd(status: BatchState['status']): boolean {
  return ['completed', 'failed', 'expired', 'cancelled'].includes(status);
}

// The files are made when the end of the batch is first seen, under ids that never change.
function outputFiles(
  batch: StoredBatch,
  { good, bad }: { readonly good: readonly BatchLine[]; readonly bad: readonly BatchLine[] },
  backend: Backend,
): Partial<Batch> {
  const write = (kind: 'output' | 'error', lines: readonly BatchLine[]): string | null => {
    if (lines.length === 0) return null;
    const filename = `${batch.id}_${kind}.jsonl`;
    const known = [...backend.store.files.values()].find((file) => file.filename === filename);
    const bytes = new TextEncoder().encode(lines.map(lineText).join(''));
    return known?.id ?? addFile({ filename, purpose: 'batch_output', bytes }, backend).id;
  };
  const output = write('output', good);
  const error = write('error', bad);
  return {
    ...(output !== null && { output_file_id: output }),
    ...(error !== null && { error_file_id: error }),
  };
}

function lineText({ id, customId, status, requestId, body }: BatchLine): string {
  const response = { status_code: status, request_id: requestId, body };
  return `${JSON.stringify({ id, custom_id: customId, response, error: null })}\n`;
}
