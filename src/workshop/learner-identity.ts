import { randomBytes, randomInt } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { codeOf, WorkbookError } from '../errors.ts';

/** Who somebody is for a report: drawn by chance, and nothing about them or their machine. */
export interface LearnerIdentity {
  /** 32 hexadecimal digits. The same in every export from this folder. */
  readonly id: string;
  /** Two words: `quiet-otter`. */
  readonly nickname: string;
}

const schema = z.object({
  schema: z.literal(1),
  id: z.string().regex(/^[0-9a-f]{32}$/),
  nickname: z.string().regex(/^[a-z]+-[a-z]+$/),
});

/**
 * The identity that was drawn for this workbook's folder; the first call draws it and keeps it in
 * `.workbook/learner.json`. One that is damaged is drawn anew.
 *
 * @param root the folder of the workbook
 * @throws WorkbookError when it can be neither read nor kept
 */
export function learnerIdentity(root: string): LearnerIdentity {
  const file = join(root, '.workbook', 'learner.json');
  const found = read(file);
  if (found !== 'none' && found !== 'damaged') return found;
  const drawn = {
    schema: 1,
    id: randomBytes(16).toString('hex'),
    nickname: `${oneOf(adjectives)}-${oneOf(animals)}`,
  };
  try {
    mkdirSync(dirname(file), { recursive: true });
    // Two exports at once must not end with two identities: who comes second takes what the first drew.
    writeFileSync(file, `${JSON.stringify(drawn, null, 2)}\n`, {
      flag: found === 'none' ? 'wx' : 'w',
    });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return learnerIdentity(root);
    throw unusable(file, 'written', error);
  }
  return { id: drawn.id, nickname: drawn.nickname };
}

function read(file: string): LearnerIdentity | 'none' | 'damaged' {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'none';
    throw unusable(file, 'read', error);
  }
  try {
    const { id, nickname } = schema.parse(JSON.parse(text));
    return { id, nickname };
  } catch {
    return 'damaged';
  }
}

function unusable(file: string, done: 'read' | 'written', error: unknown): WorkbookError {
  return new WorkbookError(
    `${file} cannot be ${done} (${codeOf(error)}).`,
    'Check what stands at this path and that you may read and write it.',
  );
}

function oneOf(words: readonly string[]): string {
  return words[randomInt(words.length)] ?? 'somebody';
}

const adjectives =
  'amber autumn brave bright brisk calm careful cheerful clever cosy curious dapper early eager fair fond gentle glad golden grand happy humble jolly keen kind lively lucky mellow merry mild misty modest neat nimble noble patient plucky polite proud quick quiet ready rosy silver snowy spry steady sunny swift tidy trusty upbeat velvet vivid warm wise witty wooden young zesty'.split(
    ' ',
  );

const animals =
  'alpaca badger beaver bison bobcat camel caribou cheetah cormorant cricket dolphin dormouse eagle egret falcon ferret finch gazelle gecko gibbon hare hedgehog heron ibex jackdaw kestrel kingfisher koala lark lemur lynx magpie marten meerkat mole moose newt ocelot octopus osprey otter owl panda pelican penguin plover puffin quail rabbit raven robin seal sparrow squirrel stork swallow tapir toucan turtle vole walrus wombat wren yak zebra'.split(
    ' ',
  );
