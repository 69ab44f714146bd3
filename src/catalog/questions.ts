import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { codeOf, WorkbookError } from '../errors.ts';
import type { Exercise } from './exercise.ts';
import { brokenLines, type LineProblem, parseMapping } from './yaml-mapping.ts';

/** What a facilitator asks a room in which a mistake is likely. */
export interface Question {
  /** The mistake's file name without its ending. */
  readonly mistake: string;
  /** A question that those who make the mistake answer wrongly, or find they cannot answer. */
  readonly ask: string;
  /** Its line in the file. */
  readonly line: number;
}

const question = z
  .string()
  .transform((text) => text.replace(/\s+/g, ' ').trim())
  .refine((text) => text.endsWith('?'));

/**
 * The questions of an exercise's questions.yaml, the most telling first; none when it has no such file. Whether
 * there are such mistakes is not looked at.
 *
 * @throws WorkbookError when the file is not `name of a mistake: question`, line by line
 */
export function readQuestions({ files }: Exercise): readonly Question[] {
  const text = textOf(files.questions);
  if (text === null) return [];
  const source = { text, name: files.questions, what: 'the questions', firstLine: 1 };
  const { data, lineOf } = parseMapping(source);
  const problems: LineProblem[] = [];
  const questions = Object.entries(data ?? {}).flatMap(([mistake, value]) => {
    const line = lineOf([mistake]);
    const parsed = question.safeParse(value);
    if (parsed.success) return [{ mistake, ask: parsed.data, line }];
    problems.push({
      line,
      text: `what "${mistake}" stands for is no question that ends with "?".`,
    });
    return [];
  });
  if (problems.length > 0) throw brokenLines(source, problems);
  return questions;
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw new WorkbookError(
      `${file} cannot be read (${codeOf(error)}).`,
      `git checkout -- ${file}`,
    );
  }
}
