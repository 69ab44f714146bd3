import { badRequest } from '../core/api-error.ts';
import type { Backend } from '../core/call.ts';
import { hashNumber, idOf } from '../core/hash.ts';
import type { StoredJob } from '../core/store.ts';
import { isAbsent, isObject, numberAt, stringAt } from '../validation/check.ts';
import { readMetadata } from '../validation/metadata.ts';
import { learningCurve } from './learning-curve.ts';
import { readTrainingFile } from './training-file.ts';

const tunable = new Set([
  'gpt-4o',
  'gpt-4o-mini',
  'gpt-4.1',
  'gpt-4.1-mini',
  'gpt-4.1-nano',
  'gpt-3.5-turbo',
]);

/** Reads the body of `POST /fine_tuning/jobs` and makes the job. @throws ApiError as the API refuses it */
export async function newJob(
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
