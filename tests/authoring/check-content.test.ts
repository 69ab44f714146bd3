import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ContentProblem, checkContent } from '../../src/authoring/index.ts';
import { contractCopy, contractRoot, edit, openContract } from './contract-workbook.ts';

const { catalog, largest, half } = openContract(contractRoot);
const told = ({ file, line, problem }: ContentProblem): string =>
  `${file.split('/').at(-1)}:${line ?? '-'}: ${problem}`;

describe('checkContent, an exercise that keeps the contract', () => {
  it('finds nothing', () => {
    expect(checkContent(largest, catalog)).toEqual([]);
  });

  it('does not look at the learner’s file', () => {
    const copy = openContract(contractCopy());
    rmSync(copy.largest.files.learner);
    expect(checkContent(copy.largest, copy.catalog)).toEqual([]);
  });
});

describe('checkContent, an exercise that breaks the contract', () => {
  const problems = checkContent(half, catalog).map(told);

  it.each([
    ['sections out of order', 'README.md:-: The sections are The idea, The question, Your task,'],
    ['an empty section', 'README.md:25: The section "Your task" is empty.'],
    ['a function that the task leaves out', 'README.md:25: "Your task" does not mention third.'],
    ['too few points', 'README.md:27: "In an interview" has 1 points'],
    ['too few references', 'README.md:31: "Go further" lists 0 references'],
    ['an exclamation mark', 'README.md:19: An exclamation mark'],
    ['a dead link', 'README.md:23: The link ../03-gone/README.md leads to no file.'],
    ['too few hints', 'hints.md:-: There are 2 hints; at least 4.'],
    ['a pasted solution', 'hints.md:1: Hint 1 gives 4 lines of the solution in a row.'],
    ['hints that are not counted', 'hints.md:10: "## 3" stands where "## 2" is due.'],
    ['code in the first hint', 'hints.md:1: The first hint shows code'],
    ['a function without a hint', 'hints.md:-: No hint names half.'],
    ['describe titles in another order', 'half.spec.ts:6: The describe titles are third, half;'],
    ['a skipped spec', 'half.spec.ts:38: it.skip is not allowed.'],
    ['a spec outside', 'half.spec.ts:43: The spec "reads a file" stands in no describe.'],
    ['a bare toThrow', 'half.spec.ts:39: A bare toThrow()'],
    ['too few runs', 'half.spec.ts:30: The seed and 50 runs are set for all specs'],
    ['a foreign import', "half.spec.ts:1: A spec imports 'node:fs'"],
    ['unseeded randomness', 'demo.ts:4: Math.random gives other numbers'],
    ['the clock', 'demo.ts:4: Date.now gives another time'],
    ['the date of today', 'demo.ts:4: new Date() is another time'],
    ['a sleep', 'demo.ts:3: A promise that waits for setTimeout'],
    ['a live host', 'demo.ts:5: fetch asks weather.net'],
    ['a missing file', 'diagnoses.json:-: The file is missing or empty.'],
    ['an undocumented function', 'half.ts:11: third has no comment that documents it.'],
    ['a mistake without a comment', 'bare.ts:1: It does not open with a comment'],
    ['a title that is a sentence', 'generated-only.ts:1: The title ends with a punctuation mark.'],
  ])('names %s', (_, sentence) => {
    expect(problems).toContainEqual(expect.stringContaining(sentence));
  });

  it('gives paths from the root, with forward slashes', () => {
    const files = checkContent(half, catalog).map(({ file }) => file);
    expect(files).toContain('exercises/01-contract/02-half/README.md');
  });
});

describe('checkContent, one fault in a sound exercise', () => {
  function problemsAfter(break_: (copy: ReturnType<typeof openContract>) => void): string[] {
    const copy = openContract(contractCopy());
    break_(copy);
    return checkContent(copy.largest, copy.catalog).map(told);
  }

  it('counts the words of the idea, and not those of code', () => {
    const idea = 'Of 2, 7 and 5 you keep';
    const wordy = problemsAfter(({ largest: { files } }) =>
      edit(files.readme, idea, `${'word '.repeat(300)}\n\n${idea}`),
    );
    expect(wordy).toEqual([
      expect.stringMatching(/README\.md:19: The idea has 3\d\d words; 300 at most/),
    ]);
    const coded = problemsAfter(({ largest: { files } }) =>
      edit(files.readme, idea, `\n\n\`\`\`ts\n${'word '.repeat(300)}\n\`\`\`\n\n${idea}`),
    );
    expect(coded).toEqual([]);
  });

  it('lets code and quoted operators have exclamation marks', () => {
    const problems = problemsAfter(({ largest: { files } }) =>
      edit(
        files.readme,
        'Of 2, 7',
        'Mind `a !== b`.\n\n```ts\nif (!values) stop();\n```\n\nOf 2, 7',
      ),
    );
    expect(problems).toEqual([]);
  });

  it('wants every core function asked with generated inputs', () => {
    const problems = problemsAfter(({ largest: { files } }) => {
      edit(files.spec, 'fc.assert(', '((_: unknown) => {})(');
      edit(files.spec, 'fc.property(fc.array(fc.integer(), { minLength: 1 }), (', '((');
    });
    expect(problems).toContainEqual(
      expect.stringContaining('No spec of largest generates its input.'),
    );
  });

  it('wants different names for the specs of a function', () => {
    const problems = problemsAfter(({ largest: { files } }) =>
      edit(files.spec, 'gives the largest of negative values', 'gives the largest of three values'),
    );
    expect(problems).toEqual([
      expect.stringContaining('Two specs are called "gives the largest of three values".'),
    ]);
  });

  it('wants three to five questions, each about a known mistake', () => {
    const written = (text: string) =>
      problemsAfter(({ largest: { files } }) => writeFileSync(files.questions, text));
    expect(written('starts-at-zero: Why?\nsort-as-text: Really!?\n')).toEqual([
      'questions.yaml:-: There are 2 questions; 3 to 5 are due.',
      'questions.yaml:2: "sort-as-text" is the name of no mistake.',
      'questions.yaml:2: A question has an exclamation mark.',
    ]);
    const long = `${'so '.repeat(80)}long?`;
    expect(
      written(`starts-at-zero: Why?\nsorts-as-text: ${long}\ncounts-both-ends: How?\n`),
    ).toEqual(['questions.yaml:2: This question is longer than 240 characters.']);
    expect(written('starts-at-zero: Because.\n')).toEqual([
      expect.stringContaining('It cannot be checked:'),
    ]);
  });

  it('wants every function in a mistake, and two to four sentences', () => {
    const problems = problemsAfter(({ largest: { files } }) =>
      writeFileSync(
        join(files.mistakes, 'thin.ts'),
        '// Thin\n//\n// One sentence.\nexport const spread = 1;\n',
      ),
    );
    expect(problems).toEqual([
      expect.stringContaining('thin.ts:1: The explanation has 1 sentences'),
      expect.stringContaining('thin.ts:-: It does not export largest'),
    ]);
  });

  it('lets a mistake be unseeded: that may be the mistake', () => {
    const problems = problemsAfter(({ largest: { files } }) =>
      appendFileSync(
        join(files.mistakes, 'starts-at-zero.ts'),
        '\nexport const luck = Math.random();\n',
      ),
    );
    expect(problems).toEqual([]);
  });

  it('lets a package of the front matter be imported, and no other', () => {
    const problems = problemsAfter(({ largest: { files } }) => {
      edit(
        files.solution,
        '/** The largest',
        "import { max } from 'ml-matrix';\n\n/** The largest",
      );
    });
    expect(problems).toEqual([expect.stringContaining("A solution imports 'ml-matrix'")]);
  });

  it('says so when a file is no TypeScript', () => {
    const problems = problemsAfter(({ largest: { files } }) =>
      writeFileSync(files.demo, 'const = ;'),
    );
    expect(problems).toEqual([expect.stringMatching(/^demo\.ts:-: It cannot be checked: /)]);
  });

  it('wants at least three mistakes', () => {
    const problems = problemsAfter(({ largest: { files } }) =>
      rmSync(join(files.mistakes, 'starts-at-zero.ts')),
    );
    expect(problems).toContain('mistakes:-: There are 2 mistakes; at least 3 are due.');
  });
});
