import { jsonAnswer } from '../core/answer.ts';
import { ApiError, badRequest } from '../core/api-error.ts';
import type { Backend, Call, Operation } from '../core/call.ts';
import { pageOf } from '../core/page.ts';
import type { StoredJob } from '../core/store.ts';
import { newJob } from '../jobs/new-job.ts';
import {
  checkpointsOf,
  eventsOf,
  jobObject,
  metricsTable,
  type SentJob,
} from '../jobs/tuning-objects.ts';
import { jobState } from '../jobs/tuning-timeline.ts';
import { isObject, missing } from '../validation/check.ts';

const path = '/fine_tuning/jobs';

export const fineTuningOperations: readonly Operation[] = [
  {
    name: 'fineTuning.jobs.create',
    method: 'POST',
    path,
    async handle({ body }, backend) {
      if (!isObject(body)) throw missing('training_file');
      const job = await newJob(body, backend);
      backend.store.jobs.set(job.id, job);
      return { answer: jsonAnswer(shown(job, backend)) };
    },
  },
  {
    name: 'fineTuning.jobs.list',
    method: 'GET',
    path,
    handle({ query }, backend) {
      const jobs = [...backend.store.jobs.values()].map((job) => shown(job, backend));
      return { answer: jsonAnswer(pageOf(jobs, query)) };
    },
  },
  {
    name: 'fineTuning.jobs.retrieve',
    method: 'GET',
    path: `${path}/:id`,
    handle: (call, backend) => ({ answer: jsonAnswer(shown(find(call, backend), backend)) }),
  },
  {
    name: 'fineTuning.jobs.listEvents',
    method: 'GET',
    path: `${path}/:id/events`,
    handle(call, backend) {
      const events = eventsOf(find(call, backend), backend.clock.now());
      return { answer: jsonAnswer(pageOf(events, call.query)) };
    },
  },
  {
    name: 'fineTuning.jobs.checkpoints.list',
    method: 'GET',
    path: `${path}/:id/checkpoints`,
    handle(call, backend) {
      const checkpoints = checkpointsOf(find(call, backend), backend.clock.now());
      return { answer: jsonAnswer(pageOf(checkpoints, call.query, { limit: 10 })) };
    },
  },
  change('cancel', (job, now) => ({ ...job, cancelledAt: now })),
  change('pause', (job, now) => ({ ...job, pauses: [...job.pauses, { from: now, to: null }] })),
  change('resume', (job, now) => ({
    ...job,
    pauses: job.pauses.map((pause) => ({ ...pause, to: pause.to ?? now })),
  })),
];

/** `POST /fine_tuning/jobs/:id/cancel` and its like. */
function change(
  verb: 'cancel' | 'pause' | 'resume',
  apply: (job: StoredJob, now: number) => StoredJob,
): Operation {
  return {
    name: `fineTuning.jobs.${verb}`,
    method: 'POST',
    path: `${path}/:id/${verb}`,
    handle(call, backend) {
      const job = find(call, backend);
      const now = backend.clock.now();
      const { status } = jobState(job, now);
      const isOver = ['succeeded', 'failed', 'cancelled'].includes(status);
      const fits =
        verb === 'resume'
          ? status === 'paused'
          : !isOver && (verb === 'cancel' || status !== 'paused');
      if (!fits) {
        throw badRequest(
          `Job ${job.id} cannot be changed by '${verb}': its status is '${status}'.`,
          null,
          'invalid_job_status',
        );
      }
      const changed = apply(job, now);
      backend.store.jobs.set(job.id, changed);
      return { answer: jsonAnswer(shown(changed, backend)) };
    },
  };
}

function find({ params }: Call, { store }: Backend): StoredJob {
  const job = store.jobs.get(params.id ?? '');
  if (job !== undefined) return job;
  throw new ApiError({
    status: 404,
    message: `Could not find fine tune: ${params.id}`,
    param: 'fine_tune_id',
    code: 'fine_tune_not_found',
  });
}

// A job that has succeeded brings its models and its file of metrics into being when that is first seen.
function shown(job: StoredJob, backend: Backend): SentJob {
  const now = backend.clock.now();
  const object = jobObject(job, now);
  if (object.status !== 'succeeded') return object;
  const created = object.finished_at ?? object.created_at;
  for (const { fine_tuned_model_checkpoint: name } of checkpointsOf(job, now)) {
    if (backend.store.tuned.has(name)) continue;
    const facts = { ...job.model, id: name, snapshot: name, created };
    backend.store.tuned.set(name, { facts, examples: job.examples });
  }
  for (const id of object.result_files) {
    const bytes = new TextEncoder().encode(metricsTable(job));
    const file = { id, filename: 'step_metrics.csv', purpose: 'fine-tune-results', bytes };
    backend.store.files.set(id, { ...file, createdAt: created });
  }
  return object;
}
