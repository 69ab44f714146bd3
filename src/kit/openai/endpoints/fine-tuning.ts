import { jsonAnswer } from '../core/answer.ts';
import { ApiError, badRequest } from '../core/api-error.ts';
import type { Backend, Call, Operation } from '../core/call.ts';
import { hashNumber, idOf } from '../core/hash.ts';
import { pageOf } from '../core/page.ts';
import type { StoredJob } from '../core/store.ts';
import { learningCurve } from '../jobs/learning-curve.ts';
import { readTrainingFile } from '../jobs/training-file.ts';
import {
  checkpointsOf,
  eventsOf,
  jobObject,
  metricsTable,
  type SentJob,
} from '../jobs/tuning-objects.ts';
import { jobState } from '../jobs/tuning-timeline.ts';
import { readMetadata } from '../validation/chat-request.ts';
import { isAbsent, isObject, missing, numberAt, stringAt } from '../validation/check.ts';

const tunable = new Set([
  'gpt-4o',
  'gpt-4o-mini',
  'gpt-4.1',
  'gpt-4.1-mini',
  'gpt-4.1-nano',
  'gpt-3.5-turbo',
]);
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

async function newJob(
  body: Readonly<Record<string, unknown>>,
  backend: Backend,
): Promise<StoredJob> {
  const name = stringAt(body.model, 'model');
  const model = backend.model(name);
  if (model === undefined || !tunable.has(model.id)) {
    throw badRequest(
      `Model ${name} is not available for fine-tuning or does not exist.`,
      'model',
      'model_not_available',
    );
  }
  const trainingFile = stringAt(body.training_file, 'training_file');
  const validationFile = isAbsent(body.validation_file)
    ? null
    : stringAt(body.validation_file, 'validation_file');
  const training = readTrainingFile(textOfFile(trainingFile, 'training_file', backend));
  if (validationFile !== null) textOfFile(validationFile, 'validation_file', backend);
  const examples = 'examples' in training ? training.examples : [];

  const settings = hyperparameters(body);
  const epochs = whole(settings.n_epochs, 'n_epochs', 50) ?? 3;
  const batchSize =
    whole(settings.batch_size, 'batch_size', 256) ?? Math.max(1, Math.ceil(examples.length / 500));
  const learningRateMultiplier =
    settings.learning_rate_multiplier === 'auto'
      ? 1
      : (numberAt(settings.learning_rate_multiplier, 'learning_rate_multiplier', {
          kind: 'decimal',
          min: 0.0001,
        }) ?? 1);
  const id = idOf('ftjob-', 24, backend.counter(), trainingFile, model.id);
  const tokenizer = await backend.tokenizer();
  const tokens = examples.reduce(
    (sum, { input, output }) => sum + tokenizer.count(input) + tokenizer.count(output),
    0,
  );
  return {
    id,
    model,
    suffix: isAbsent(body.suffix) ? null : stringAt(body.suffix, 'suffix'),
    seed: numberAt(body.seed, 'seed', { kind: 'integer', min: 0 }) ?? hashNumber(id),
    trainingFile,
    validationFile,
    epochs,
    batchSize,
    learningRateMultiplier,
    metadata: readMetadata(body.metadata),
    examples,
    trainedTokens: tokens * epochs,
    curve: learningCurve(examples, { epochs, batchSize, rate: learningRateMultiplier, tokenizer }),
    problem:
      'problem' in training
        ? {
            code: 'invalid_training_file',
            param: 'training_file',
            message: `The job failed due to an invalid training file. ${training.problem}`,
          }
        : null,
    madeAt: backend.clock.now(),
    cancelledAt: null,
    pauses: [],
  };
}

// They stand in `method.supervised.hyperparameters`, or, as they did before, at the top.
function hyperparameters(
  body: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (isObject(body.method)) {
    const { type, supervised } = body.method;
    if (type !== 'supervised') {
      throw badRequest(
        `The offline API trains by 'supervised' alone, and not by '${String(type)}'.`,
        'method.type',
        'unsupported_value',
      );
    }
    return isObject(supervised) && isObject(supervised.hyperparameters)
      ? supervised.hyperparameters
      : {};
  }
  return isObject(body.hyperparameters) ? body.hyperparameters : {};
}

function whole(value: unknown, param: string, max: number): number | null {
  return value === 'auto' ? null : numberAt(value, param, { kind: 'integer', min: 1, max });
}

function textOfFile(id: string, param: string, { store }: Backend): string {
  const file = store.files.get(id);
  if (file === undefined) throw badRequest(`invalid ${param}: ${id}`, param, null);
  if (file.purpose !== 'fine-tune') {
    throw badRequest(
      `The file ${id} was uploaded for '${file.purpose}'. Upload it with the purpose 'fine-tune'.`,
      param,
      null,
    );
  }
  return new TextDecoder().decode(file.bytes);
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
