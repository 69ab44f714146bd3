import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/index.ts';
import { exitCode } from '../../src/errors.ts';
import { readmeWith, sampleWorkbook, temporaryFolder, writeFiles } from '../sample-workbook.ts';
import { workbookErrorOf } from '../workbook-error.ts';

const readme = 'exercises/01-basics/05-train-test-split/README.md';
const oneExercise = () => sampleWorkbook({ '01-basics/05-train-test-split': {} });

describe('loadCatalog', () => {
  it('reads the facts, the number and the paths of an exercise', () => {
    const root = oneExercise();
    const folder = join(root, 'exercises', '01-basics', '05-train-test-split');
    const solutions = join(root, 'solutions', '01-basics', '05-train-test-split');
    expect(loadCatalog(root).exercises).toEqual([
      {
        id: 'train-test-split',
        number: '1.5',
        chapter: 1,
        title: 'Train/test split',
        asks: 'Why hold data back?',
        minutes: 25,
        difficulty: 1,
        concepts: ['generalisation', 'hold-out set'],
        core: ['trainTestSplit'],
        stretch: ['groupSplit'],
        after: [],
        packages: [],
        files: {
          folder,
          readme: join(folder, 'README.md'),
          learner: join(folder, 'train-test-split.ts'),
          spec: join(folder, 'train-test-split.spec.ts'),
          hints: join(folder, 'hints.md'),
          demo: join(folder, 'demo.ts'),
          diagnoses: join(folder, 'diagnoses.json'),
          solution: join(solutions, 'train-test-split.ts'),
          solutionReadme: join(solutions, 'README.md'),
          questions: join(solutions, 'questions.yaml'),
          mistakes: join(solutions, 'mistakes'),
          starter: join(
            root,
            'starters',
            '01-basics',
            '05-train-test-split',
            'train-test-split.ts',
          ),
          sealed: join(root, 'sealed', 'train-test-split.json'),
        },
      },
    ]);
  });

  it('sorts chapters and exercises by number, not by name', () => {
    const root = sampleWorkbook({
      '10-late/01-z': {},
      '9-early/10-b': {},
      '9-early/9-c': {},
      '00-welcome/01-a': {},
    });
    const { chapters, exercises } = loadCatalog(root);
    expect(exercises.map(({ number }) => number)).toEqual(['0.1', '9.9', '9.10', '10.1']);
    expect(chapters.map(({ number, id, title }) => ({ number, id, title }))).toEqual([
      { number: 0, id: 'welcome', title: 'Chapter 00-welcome' },
      { number: 9, id: 'early', title: 'Chapter 9-early' },
      { number: 10, id: 'late', title: 'Chapter 10-late' },
    ]);
    expect(chapters[1]?.exercises).toEqual(exercises.slice(1, 3));
  });

  it('reads Windows line ends, a byte order mark, quotes and lists over several lines', () => {
    const root = oneExercise();
    const source = readmeWith({
      title: '"Split: in two"',
      core: '\n  - trainTestSplit\n  - stratifiedSplit',
    });
    writeFileSync(join(root, readme), `\uFEFF${source.replaceAll('\n', '\r\n')}`);
    expect(loadCatalog(root).exercises[0]).toMatchObject({
      title: 'Split: in two',
      core: ['trainTestSplit', 'stratifiedSplit'],
    });
  });

  it('does not look at the learner’s files, at solutions, or at folders without a number', () => {
    const root = oneExercise();
    const folder = join(root, 'exercises', '01-basics', '05-train-test-split');
    rmSync(join(folder, 'train-test-split.ts'));
    mkdirSync(join(folder, 'train-test-split.ts'));
    rmSync(join(root, 'solutions'), { recursive: true });
    writeFiles(root, {
      'exercises/README.md': 'notes',
      'exercises/07-not-a-folder': 'a file',
      'exercises/my-notes/a.ts': 'broken {',
      'exercises/01-basics/.DS_Store': '',
    });
    expect(loadCatalog(root).exercises).toHaveLength(1);
  });

  it('writes nothing', () => {
    const root = oneExercise();
    loadCatalog(root);
    expect(readdirSync(root).sort()).toEqual(['exercises', 'solutions']);
  });

  it.each([
    [{ difficulty: '4' }, ':5: "difficulty" is 4; allowed is 1, 2 or 3.'],
    [{ minutes: '"25"' }, ':4: "minutes" is "25"; allowed is a whole number'],
    [{ minutes: '2.5' }, ':4: "minutes" is 2.5; allowed is a whole number'],
    [{ title: '""' }, ':2: "title" is ""; allowed is a line of text'],
    [{ core: '[]' }, ':7: "core" is []; allowed is a list of at least one name'],
    [{ core: '[train-test-split]' }, ':7: "core" is ["train-test-split"]; allowed is a list'],
    [{ core: '\n  - a\n  - 3' }, ':9: "core" is ["a",3]; allowed is a list'],
    [{ asks: undefined }, ':1: "asks" is missing: the question'],
    [{ minuts: '3' }, ':11: "minuts" is no key of an exercise. The keys are title, asks,'],
    [{ stretch: '[trainTestSplit]' }, ':8: "trainTestSplit" is listed twice.'],
    [{ core: '[a, a]' }, ':7: "a" is listed twice.'],
    [{ title: 'a\ntitle: b' }, ':3: no YAML: Map keys must be unique'],
    [{ concepts: '[a' }, 'no YAML:'],
    [{ after: '[train-test-split, features]' }, ':9: "after" names "features", and no exercise'],
  ])('names the file, the line and what is allowed for %j', (facts, problem) => {
    const root = sampleWorkbook({ '01-basics/05-train-test-split': facts });
    const error = workbookErrorOf(() => loadCatalog(root));
    expect(error.message).toContain(`${readme}:`);
    expect(error.message).toContain(problem);
    expect(error.exitCode).toBe(exitCode.workbookBroken);
    expect(error.help).not.toBe('');
  });

  it('names everything that is wrong at once', () => {
    const root = sampleWorkbook({
      '01-basics/05-train-test-split': { difficulty: 'hard', minutes: undefined, extra: '1' },
    });
    expect(workbookErrorOf(() => loadCatalog(root)).message.split('\n')).toHaveLength(3);
  });

  it.each([
    ['no front matter', '# Title\n'],
    ['a front matter that does not end', '---\ntitle: a\n'],
    ['an empty front matter', '---\n---\n'],
    ['a front matter without keys', '---\n- a\n---\n'],
  ])('refuses a README with %s', (_, source) => {
    const root = oneExercise();
    writeFileSync(join(root, readme), source);
    expect(workbookErrorOf(() => loadCatalog(root)).message).toContain(`${readme}:1: `);
  });

  it('refuses a folder without a README', () => {
    const root = oneExercise();
    rmSync(join(root, readme));
    expect(workbookErrorOf(() => loadCatalog(root)).message).toContain(`${readme} cannot be read`);
  });

  it('refuses a chapter whose README has no heading', () => {
    const root = oneExercise();
    writeFileSync(join(root, 'exercises/01-basics/README.md'), 'Ten lines.\n');
    expect(workbookErrorOf(() => loadCatalog(root)).message).toContain('has no heading');
  });

  it('refuses two exercises with the same id, and two folders with the same number', () => {
    const sameId = sampleWorkbook({ '01-a/01-split': {}, '02-b/01-split': {} });
    expect(workbookErrorOf(() => loadCatalog(sameId)).message).toContain(
      'the id "split": exercises/01-a/01-split and exercises/02-b/01-split',
    );
    const sameNumber = sampleWorkbook({ '01-a/05-split': {}, '01-a/5-features': {} });
    expect(workbookErrorOf(() => loadCatalog(sameNumber)).message).toContain('the number 5');
  });

  it('reads the ids that an exercise had before, each of which only one may have', () => {
    const root = sampleWorkbook({ '01-a/01-split': { formerly: '[cut]' }, '01-a/02-mean': {} });
    expect(loadCatalog(root).exercises.map(({ formerly }) => formerly)).toEqual([
      ['cut'],
      undefined,
    ]);
    const stillThere = sampleWorkbook({
      '01-a/01-split': { formerly: '[mean]' },
      '01-a/02-mean': {},
    });
    expect(workbookErrorOf(() => loadCatalog(stillThere)).message).toBe(
      'exercises/01-a/01-split/README.md:11: "formerly" names "mean", and an exercise has this id.',
    );
    const claimedTwice = sampleWorkbook({
      '01-a/01-split': { formerly: '[cut]' },
      '01-a/02-mean': { formerly: '[cut]' },
    });
    expect(workbookErrorOf(() => loadCatalog(claimedTwice)).message).toContain(
      '"formerly" names "cut", and so does exercises/01-a/01-split.',
    );
  });

  it('says where to run the command when there are no exercises', () => {
    const error = workbookErrorOf(() => loadCatalog(temporaryFolder()));
    expect(error.message).toContain('exercises');
    expect(error.help).toContain('package.json');
  });
});
