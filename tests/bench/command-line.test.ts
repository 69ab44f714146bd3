import { CommanderError } from 'commander';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readCommandLine } from '../../scripts/bench/command-line.ts';
import { measures } from '../../scripts/bench/measures/index.ts';

let said = '';

beforeEach(() => {
  said = '';
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      said += text;
      return true;
    });
  }
});

afterEach(() => {
  vi.restoreAllMocks();
});

function refused(...argv: readonly string[]): string {
  expect(() => readCommandLine(argv, measures)).toThrow(CommanderError);
  return said;
}

it('takes all measures, each as often as it says', () => {
  expect(readCommandLine([], measures)).toEqual({
    chosen: measures,
    runs: null,
    writeReadme: false,
  });
});

it('takes the measures that are named, in the order of the table', () => {
  const { chosen, runs } = readCommandLine(['--only', 'list, save', '--runs', '2'], measures);
  expect(chosen.map(({ name }) => name)).toEqual(['save', 'list']);
  expect(runs).toBe(2);
});

it('refuses a measure that is not there, and says which are', () => {
  expect(refused('--only', 'speed')).toMatch(/no measure "speed"[\s\S]*save, cold, list, verify/);
});

it('refuses a number of runs that is none', () => {
  expect(refused('--runs', '0')).toContain('a whole number from 1');
});

it('refuses to put a part of the table into the README', () => {
  expect(refused('--only', 'list', '--write-readme')).toContain('leave --only out');
});

it('explains each measure in its help', () => {
  const help = refused('--help');
  for (const { name, about } of measures) expect(help).toContain(`${name.padEnd(8)} ${about}`);
});
