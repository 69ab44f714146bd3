/**
 * Writes tests/openai/data/sdk-schemas.json: the types of the `openai` package as JSON Schemas, which
 * the tests hold the answers of the offline API against. Run it when the SDK changes:
 *
 *   npx tsx scripts/openai-schemas.ts
 *
 * It needs the network: the generator and its TypeScript are installed into a temporary folder.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const target = join(root, 'tests/openai/data/sdk-schemas.json');

/** Name in the file, type, module below openai/resources. */
const types = [
  ['chatCompletion', 'ChatCompletion', 'chat/completions'],
  ['chatCompletionChunk', 'ChatCompletionChunk', 'chat/completions'],
  ['chatCompletionDeleted', 'ChatCompletionDeleted', 'chat/completions'],
  ['storedMessage', 'ChatCompletionStoreMessage', 'chat/completions'],
  ['response', 'Response', 'responses/responses'],
  ['responseStreamEvent', 'ResponseStreamEvent', 'responses/responses'],
  ['responseItem', 'ResponseItem', 'responses/responses'],
  ['embeddings', 'CreateEmbeddingResponse', 'embeddings'],
  ['moderation', 'ModerationCreateResponse', 'moderations'],
  ['model', 'Model', 'models'],
  ['modelDeleted', 'ModelDeleted', 'models'],
  ['file', 'FileObject', 'files'],
  ['fileDeleted', 'FileDeleted', 'files'],
  ['batch', 'Batch', 'batches'],
  ['fineTuningJob', 'FineTuningJob', 'fine-tuning/jobs/jobs'],
  ['fineTuningEvent', 'FineTuningJobEvent', 'fine-tuning/jobs/jobs'],
  ['checkpoint', 'FineTuningJobCheckpoint', 'fine-tuning/jobs/checkpoints'],
] as const;

const source = [
  ...types.map(([, type, module]) => `import type { ${type} } from 'openai/resources/${module}';`),
  `export interface Sent {\n${types.map(([name, type]) => `  ${name}: ${type};`).join('\n')}\n}`,
].join('\n');

const folder = mkdtempSync(join(tmpdir(), 'openai-schemas-'));
try {
  const sdk: { version: string } = JSON.parse(
    readFileSync(join(root, 'node_modules/openai/package.json'), 'utf8'),
  );
  const settings = { module: 'nodenext', strict: true, target: 'es2022', skipLibCheck: true };
  writeFileSync(join(folder, 'types.ts'), source);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: settings }));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const packages = ['ts-json-schema-generator@2', 'typescript@5', `openai@${sdk.version}`];
  const run = (...args: readonly string[]): string =>
    execFileSync(npm, args, { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' });
  run('install', '--no-audit', '--no-fund', ...packages);
  const schema = run(
    'exec',
    '--',
    'ts-json-schema-generator',
    ...['--path', 'types.ts', '--tsconfig', 'tsconfig.json', '--type', 'Sent', '--no-top-ref'],
  );
  writeFileSync(target, `${JSON.stringify(withoutProse(JSON.parse(schema)))}\n`);
  console.log(`${target}: ${types.length} types of openai ${sdk.version}.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A schema without descriptions; a property that is called `description` stays. */
function withoutProse(value: unknown, isNames = false): unknown {
  if (Array.isArray(value)) return value.map((entry) => withoutProse(entry));
  if (typeof value !== 'object' || value === null) return value;
  const prose = new Set(['description', 'deprecated', 'default', '$comment']);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isNames || !prose.has(key))
      .map(([key, entry]) => [
        key,
        withoutProse(entry, key === 'properties' || key === 'definitions'),
      ]),
  );
}
