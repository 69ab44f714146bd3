import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Exercise } from '../../catalog/index.ts';
import { itemsOf, linksOf, proseOf, type Section, sectionsOf, wordsOf } from './markdown.ts';
import { type ContentProblem, problemAt, type Source } from './problem.ts';

const sectionTitles = [
  'The question',
  'The idea',
  'Your task',
  'See it',
  'In an interview',
  'Go further',
] as const;

const ideaWords = 300;

/** Checks a lesson: its sections, their measure, its links, and that it names every function. */
export function checkLesson(readme: Source, exercise: Exercise): ContentProblem[] {
  const source = { ...readme, text: withoutFrontMatter(readme.text) };
  const sections = sectionsOf(source.text);
  return [
    ...checkSections(source, sections),
    ...checkIdea(source, sections),
    ...checkPoints(source, sections),
    ...checkReferences(source, sections),
    ...checkTask(source, sections, exercise),
    ...sections.flatMap((section) => checkVoice(source, section)),
    ...sections.flatMap((section) => checkLinks(source, section, exercise.files.folder)),
  ];
}

function checkSections(source: Source, sections: readonly Section[]): ContentProblem[] {
  const titles = sections.map(({ title }) => title);
  const empty = sections
    .filter(({ tokens }) => tokens.every(({ type }) => type === 'space'))
    .map(({ title, offset }) => problemAt(source, `The section "${title}" is empty.`, offset));
  if (titles.join('\n') === sectionTitles.join('\n')) return empty;
  const due = sectionTitles.join(', ');
  const found = titles.join(', ') || 'none';
  return [
    problemAt(source, `The sections are ${found}; due are, in this order: ${due}.`),
    ...empty,
  ];
}

function checkIdea(source: Source, sections: readonly Section[]): ContentProblem[] {
  const idea = sections.find(({ title }) => title === 'The idea');
  const words = idea ? wordsOf(idea.tokens) : 0;
  if (!idea || words <= ideaWords) return [];
  return [problemAt(source, `The idea has ${words} words; ${ideaWords} at most.`, idea.offset)];
}

function checkPoints(source: Source, sections: readonly Section[]): ContentProblem[] {
  const interview = sections.find(({ title }) => title === 'In an interview');
  const points = interview ? itemsOf(interview.tokens).length : 0;
  if (!interview || (points >= 3 && points <= 5)) return [];
  const problem = `"In an interview" has ${points} points; it should list three to five.`;
  return [problemAt(source, problem, interview.offset)];
}

function checkReferences(source: Source, sections: readonly Section[]): ContentProblem[] {
  const further = sections.find(({ title }) => title === 'Go further');
  if (!further) return [];
  const references = itemsOf(further.tokens).filter((item) =>
    linksOf(item.tokens).some((href) => href.startsWith('http')),
  ).length;
  if (references >= 2 && references <= 4) return [];
  const problem = `"Go further" lists ${references} references with a link; two to four are due.`;
  return [problemAt(source, problem, further.offset)];
}

function checkTask(
  source: Source,
  sections: readonly Section[],
  { core, stretch }: Exercise,
): ContentProblem[] {
  const task = sections.find(({ title }) => title === 'Your task');
  if (!task) return [];
  const text = task.tokens.map(({ raw }) => raw).join('');
  return [...core, ...stretch]
    .filter((name) => !new RegExp(`\\b${name}\\b`).test(text))
    .map((name) => problemAt(source, `"Your task" does not mention ${name}.`, task.offset));
}

function checkVoice(source: Source, { tokens, offsets }: Section): ContentProblem[] {
  return tokens.flatMap((token, index) =>
    proseOf([token]).includes('!')
      ? [problemAt(source, 'An exclamation mark stands in the text.', offsets[index] ?? 0)]
      : [],
  );
}

function checkLinks(
  source: Source,
  { tokens, offsets }: Section,
  folder: string,
): ContentProblem[] {
  return tokens.flatMap((token, index) =>
    linksOf([token])
      .filter((href) => !/^(?:[a-z][a-z+.-]*:|#)/i.test(href))
      .filter((href) => !existsSync(resolve(folder, decodeURI(href.split('#')[0] ?? ''))))
      .map((href) => problemAt(source, `The link ${href} leads to no file.`, offsets[index] ?? 0)),
  );
}

/** The front matter's lines are emptied, not cut, so that the lesson's lines keep their numbers. */
function withoutFrontMatter(text: string): string {
  return text.replace(/^---\n[\s\S]*?\n---\n/, (facts) => facts.replace(/[^\n]/g, ''));
}
