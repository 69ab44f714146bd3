import { describe, expect, it } from 'vitest';
import { type Catalog, loadCatalog } from '../../src/catalog/index.ts';
import { exitCode } from '../../src/errors.ts';
import {
  exercisesOf,
  findTrack,
  lengthOf,
  minutesOf,
  readTracks,
  type Track,
} from '../../src/workshop/index.ts';
import { sampleWorkbook, writeFiles } from '../sample-workbook.ts';
import { workbookErrorOf } from '../workbook-error.ts';

const head = 'title: A day\nfor: Everybody.\nkind: workshop\n';

/** A workbook of three exercises and the given tracks, by id. */
function workbookWith(tracks: Readonly<Record<string, string>>): Catalog {
  const root = sampleWorkbook({
    '01-basics/01-split': {},
    '01-basics/02-features': { stretch: '[]' },
    '02-integration/01-streaming': {},
  });
  for (const [id, text] of Object.entries(tracks))
    writeFiles(root, { [`tracks/${id}.yaml`]: text });
  return loadCatalog(root);
}

function dayWith(text: string): Track {
  return findTrack(workbookWith({ day: text }), 'day');
}

function errorsOf(text: string): string {
  return workbookErrorOf(() => dayWith(text)).message;
}

describe('a track', () => {
  it('has exercises in its own order, with its own minutes', () => {
    const track = dayWith(
      `${head}steps:\n  - exercise: streaming\n    minutes: 12\n  - exercise: split\n`,
    );
    expect(track).toMatchObject({ id: 'day', title: 'A day', for: 'Everybody.', kind: 'workshop' });
    expect(exercisesOf(track).map(({ id, minutes }) => [id, minutes])).toEqual([
      ['streaming', 12],
      ['split', 25],
    ]);
  });

  it('asks for the core, or for the functions it names, and keeps the rest for the quick', () => {
    const whole = dayWith(`${head}steps:\n  - exercise: split\n`);
    expect(whole.steps).toMatchObject([{ functions: ['trainTestSplit'], spare: ['groupSplit'] }]);
    const part = dayWith(`${head}steps:\n  - exercise: split\n    functions: [groupSplit]\n`);
    expect(part.steps).toMatchObject([{ functions: ['groupSplit'], spare: ['trainTestSplit'] }]);
  });

  it('adds up: the question and the idea, building, comparing, talks', () => {
    const track = dayWith(
      `${head}talkIn: 5\nsteps:\n  - exercise: split\n  - exercise: features\n    minutes: 20\n    talkIn: 8\n    compare: 0\n  - talk: Who we are\n    minutes: 7\n  - debrief: What stays\n    minutes: 3\n`,
    );
    expect(track.steps.map(minutesOf)).toEqual([5 + 25 + 5, 8 + 20, 7, 3]);
    expect(lengthOf(track)).toBe(35 + 28 + 10);
    expect(track.steps.slice(2)).toEqual([
      { kind: 'talk', title: 'Who we are', minutes: 7 },
      { kind: 'debrief', title: 'What stays', minutes: 3 },
    ]);
  });

  it('takes ten and five minutes around an exercise when it does not say', () => {
    const track = dayWith(`${head}steps:\n  - exercise: split\n`);
    expect(track.steps).toMatchObject([{ talkIn: 10, compare: 5 }]);
    expect(lengthOf(track)).toBe(40);
    expect(lengthOf({ ...track, kind: 'self-paced' })).toBe(25);
  });
});

describe('a track that is wrong', () => {
  it.each([
    [
      'a missing exercise',
      'steps:\n  - exercise: split\n  - exercise: gone\n',
      'tracks/day.yaml:6: "gone" is the id of no exercise.',
    ],
    [
      'an exercise twice',
      'steps:\n  - exercise: split\n  - exercise: split\n',
      'tracks/day.yaml:6: "split" is a step twice.',
    ],
    [
      'a missing function',
      'steps:\n  - exercise: split\n    functions: [trainTestSplit, kFold]\n',
      'tracks/day.yaml:6: "kFold" is no function of split. It has trainTestSplit, groupSplit.',
    ],
    [
      'a function twice',
      'steps:\n  - exercise: split\n    functions: [groupSplit, groupSplit]\n',
      ':6: "groupSplit" is listed twice.',
    ],
    [
      'an unknown key',
      'steps:\n  - exercise: split\ncolour: red\n',
      ':6: "colour" is no key of a track. Its keys are title, for, kind',
    ],
    [
      'an unknown key of a step',
      'steps:\n  - exercise: split\n    lenght: 5\n',
      ':6: "lenght" is no key of a step. Its keys are exercise, talk',
    ],
    [
      'minutes that are no number',
      'steps:\n  - exercise: split\n    minutes: soon\n',
      ':6: "minutes" is missing or wrong; allowed is a whole number of minutes from 1 to 240.',
    ],
    [
      'no steps',
      'steps: []\n',
      ':4: "steps" is missing or wrong; allowed is a list of at least one step.',
    ],
    ['a step that is a text', 'steps:\n  - split\n', ':5: a step is a mapping'],
    [
      'an exercise that is a talk too',
      'steps:\n  - exercise: split\n    talk: Hello\n',
      ':5: a step has exactly one of exercise, talk and debrief.',
    ],
    [
      'a talk without minutes',
      'steps:\n  - talk: Hello\n',
      ':5: a talk or debrief needs its minutes.',
    ],
    [
      'functions of a talk',
      'steps:\n  - talk: Hello\n    minutes: 5\n    functions: [split]\n',
      ':5: "functions" belongs to an exercise only.',
    ],
  ])('is told with file and line: %s', (_, rest, message) => {
    expect(errorsOf(head + rest)).toContain(message);
  });

  it('is told of a missing key, and everything at once', () => {
    const text = errorsOf('for: All.\nkind: seminar\nsteps:\n  - exercise: split\n');
    expect(text).toContain('tracks/day.yaml:1: "title" is missing or wrong');
    expect(text).toContain(
      'tracks/day.yaml:2: "kind" is missing or wrong; allowed is self-paced or workshop.',
    );
  });

  it('does not stand in the way of the others', () => {
    const good = `${head}steps:\n  - exercise: split\n`;
    const { tracks, errors } = readTracks(workbookWith({ bad: 'title: [', good }));
    expect(tracks.map(({ id }) => id)).toEqual(['good']);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringContaining('tracks/bad.yaml:1: no YAML'),
    ]);
  });
});

describe('findTrack', () => {
  const steps = 'steps:\n  - exercise: split\n';
  const catalog = () =>
    workbookWith({
      llm: `title: Models of language\nfor: All.\nkind: workshop\n${steps}`,
      'llm-first': `title: LLM first\nfor: All.\nkind: self-paced\n${steps}`,
      'ml-first': `title: ML first\nfor: All.\nkind: self-paced\n${steps}`,
    });

  it.each([
    ['llm', 'llm'],
    ['llm-f', 'llm-first'],
    ['M', 'ml-first'],
    ['language', 'llm'],
    ['of models', 'llm'],
  ])('finds %s by id, beginning or words of the title', (query, id) => {
    expect(findTrack(catalog(), query).id).toBe(id);
  });

  it.each([
    ['several', 'first', /"first" could be any of:\n {2}llm-first {2}LLM first\n {2}ml-first/],
    ['none', 'rag', /There is no track "rag"\. There are:\n/],
    ['nothing', '', /There is no track ""/],
  ])('names the candidates when %s fit', (_, query, message) => {
    const error = workbookErrorOf(() => findTrack(catalog(), query));
    expect(error.message).toMatch(message);
    expect(error).toMatchObject({ help: 'npx workbook tracks', exitCode: exitCode.wrongCall });
  });

  it('says so in a workbook without tracks', () => {
    const error = workbookErrorOf(() => findTrack(workbookWith({}), 'llm'));
    expect(error.message).toBe('This workbook has no tracks.');
  });
});
