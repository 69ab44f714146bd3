import type { FineTuningJobCheckpoint } from 'openai/resources/fine-tuning/jobs/checkpoints';
import type { FineTuningJob, FineTuningJobEvent } from 'openai/resources/fine-tuning/jobs/jobs';
import { idOf } from '../core/hash.ts';
import type { StoredJob } from '../core/store.ts';
import { type JobStatus, jobState } from './tuning-timeline.ts';

/** A job as it is sent. The SDK's type does not know the status of a paused job. */
export type SentJob = Omit<FineTuningJob, 'status'> & { readonly status: JobStatus };

const keptCheckpoints = 3;

/** A job as the API shows it at some moment, in milliseconds since 1970. */
export function jobObject(job: StoredJob, now: number): SentJob {
  const state = jobState(job, now);
  const isDone = state.status === 'succeeded';
  const hyperparameters = {
    n_epochs: job.epochs,
    batch_size: job.batchSize,
    learning_rate_multiplier: job.learningRateMultiplier,
  };
  return {
    object: 'fine_tuning.job',
    id: job.id,
    model: job.model.snapshot,
    created_at: second(job.madeAt),
    finished_at: state.finishedAt === null ? null : second(state.finishedAt),
    fine_tuned_model: isDone ? modelName(job) : null,
    organization_id: 'org-offline',
    result_files: isDone ? [idOf('file-', 22, job.id, 'metrics')] : [],
    status: state.status,
    validation_file: job.validationFile,
    training_file: job.trainingFile,
    hyperparameters,
    trained_tokens: isDone ? job.trainedTokens : null,
    error: state.status === 'failed' && job.problem !== null ? { ...job.problem } : null,
    seed: job.seed,
    estimated_finish: null,
    integrations: [],
    metadata: job.metadata === null ? null : { ...job.metadata },
    method: { type: 'supervised', supervised: { hyperparameters } },
  };
}

/** What has happened to a job so far, oldest first. */
export function eventsOf(job: StoredJob, now: number): readonly FineTuningJobEvent[] {
  const state = jobState(job, now);
  const events: Omit<FineTuningJobEvent, 'id' | 'object'>[] = [];
  const say = (at: number, message: string, level: 'info' | 'error' = 'info'): void => {
    events.push({ created_at: second(at), level, message, type: 'message', data: {} });
  };
  say(job.madeAt, `Created fine-tuning job: ${job.id}`);
  say(job.madeAt, `Validating training file: ${job.trainingFile}`);
  if (state.at.queued !== null) say(state.at.queued, 'Files validated, moving job to queued state');
  if (state.at.running !== null) say(state.at.running, 'Fine-tuning job started');
  for (const [index, { loss, accuracy }] of job.curve.slice(0, state.steps).entries()) {
    events.push({
      created_at: second(state.stepAt(index)),
      level: 'info',
      message: `Step ${index + 1}/${job.curve.length}: training loss=${loss.toFixed(2)}`,
      type: 'metrics',
      data: {
        step: index + 1,
        total_steps: job.curve.length,
        train_loss: loss,
        train_mean_token_accuracy: accuracy,
      },
    });
  }
  const end = state.finishedAt ?? now;
  if (state.status === 'succeeded') {
    say(end, `New fine-tuned model created: ${modelName(job)}`);
    say(end, 'The job has successfully completed');
  }
  if (state.status === 'failed') say(end, job.problem?.message ?? '', 'error');
  if (state.status === 'cancelled') say(end, 'Fine-tuning job cancelled');
  if (state.status === 'paused') say(now, 'Fine-tuning job paused');
  return events.map((event, index) => ({
    ...event,
    id: idOf('ftevent-', 24, job.id, index),
    object: 'fine_tuning.job.event',
  }));
}

/** The states of the model that were kept: those after the last epochs. */
export function checkpointsOf(job: StoredJob, now: number): readonly FineTuningJobCheckpoint[] {
  const state = jobState(job, now);
  const perEpoch = job.curve.length / job.epochs;
  const ends = Array.from({ length: job.epochs }, (_, epoch) => Math.round((epoch + 1) * perEpoch));
  return ends
    .filter((step) => step > 0 && step <= state.steps)
    .slice(-keptCheckpoints)
    .map((step) => {
      const point = job.curve[step - 1];
      const isLast = step === job.curve.length;
      return {
        object: 'fine_tuning.job.checkpoint',
        id: idOf('ftckpt_', 24, job.id, step),
        created_at: second(state.stepAt(step - 1)),
        fine_tuned_model_checkpoint: isLast
          ? modelName(job)
          : `${modelName(job)}:ckpt-step-${step}`,
        fine_tuning_job_id: job.id,
        metrics: {
          step,
          train_loss: point?.loss ?? 0,
          train_mean_token_accuracy: point?.accuracy ?? 0,
        },
        step_number: step,
      };
    });
}

/** The file of metrics that a finished job leaves behind. */
export function metricsTable({ curve }: StoredJob): string {
  const rows = curve.map(({ loss, accuracy }, index) => `${index + 1},${loss},${accuracy}\n`);
  return `step,train_loss,train_accuracy\n${rows.join('')}`;
}

/** `ft:gpt-4o-mini-2024-07-18:offline:my-suffix:AbCd1234` */
function modelName(job: StoredJob): string {
  return `ft:${job.model.snapshot}:offline:${job.suffix ?? ''}:${idOf('', 8, job.id)}`;
}

function second(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
