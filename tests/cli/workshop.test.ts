import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lexer, walkTokens } from 'marked';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/index.ts';
import { printablePage } from '../../src/cli/workshop/printable-page.ts';
import { renderGuide } from '../../src/cli/workshop/render-guide.ts';
import { guideOf, readTracks } from '../../src/workshop/index.ts';
import { writeFiles } from '../sample-workbook.ts';
import { call, type SmallWorkbook, smallWorkbook } from './small-workbook.ts';

function withWorkshop(): SmallWorkbook {
  const workbook = smallWorkbook();
  writeFiles(workbook.root, {
    'tracks/sums.yaml': `title: Sums
for: Those who add.
kind: workshop
steps:
  - exercise: add
  - exercise: mean
    compare: 0
  - debrief: What adds up
    minutes: 5
`,
  });
  return workbook;
}

describe('workshop agenda', () => {
  it('prints a timetable as Markdown', async () => {
    const { code, out } = await call(
      withWorkshop(),
      'workshop',
      'agenda',
      'sums',
      '--start',
      '9:30',
    );
    expect(code).toBe(0);
    expect(out).toContain('# Sums\n\nThose who add.\n\n**09:30 to 10:15**, 45 min, 2 exercises.');
    const rows = out.split('\n').filter((line) => /^\| \d\d:/.test(line));
    expect(rows).toEqual([
      '| 09:30 | **1.1 Adding up.** The question and the idea, together: How do you add two numbers? | 10 |',
      '| 09:40 | Build `add`. Who is done: `addAll`. | 5 |',
      '| 09:45 | Compare with the reference: `npx workbook compare 1.1` | 5 |',
      '| 09:50 | **1.2 The mean.** The question and the idea, together: What is the mean of nothing? | 10 |',
      '| 10:00 | Build `mean`. | 10 |',
      '| 10:10 | **Debrief.** What adds up. | 5 |',
    ]);
  });

  it('says when it does not fit, in the timetable and beside it', async () => {
    const { code, out, error } = await call(
      withWorkshop(),
      ...['workshop', 'agenda', 'sums', '--start', '09:30', '--end', '10:00'],
    );
    expect(code).toBe(0);
    expect(out).toContain('**This takes 15 min longer than there is time.**');
    expect(error).toContain('This takes 15 min longer than there is time. Begin earlier');
  });

  it('writes a page that stands alone, and writes it again', async () => {
    const workbook = withWorkshop();
    const argv = ['workshop', 'agenda', 'sums', '--start', '09:30', '--out', 'agenda.html'];
    expect((await call(workbook, ...argv)).out).toContain('Wrote agenda.html.');
    const page = readFileSync(join(workbook.root, 'agenda.html'), 'utf8');
    expect(page).toMatch(/^<!doctype html>\n/);
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('<title>Sums</title>');
    expect(page).toMatch(/<td[^>]*>09:30<\/td>/);
    expect(page).toContain('@media print');
    expect(page).not.toMatch(/<(script|link|img)|https?:/);
    expect((await call(workbook, ...argv)).code).toBe(0);
  });

  it('does not write over what it has not made', async () => {
    const workbook = withWorkshop();
    writeFileSync(join(workbook.root, 'notes.md'), 'mine');
    const { code, error } = await call(
      workbook,
      ...['workshop', 'agenda', 'sums', '--start', '09:30', '--out', 'notes.md'],
    );
    expect(code).toBe(2);
    expect(error).toContain('notes.md was not made by this command, so it is not written over.');
    expect(readFileSync(join(workbook.root, 'notes.md'), 'utf8')).toBe('mine');
  });

  it.each([
    [['--start', '25:00'], 'A time is written as 09:30.'],
    [['--start', 'nine'], 'A time is written as 09:30.'],
    [[], '--start'],
    [['--start', '10:00', '--end', '09:00'], '--end 09:00 is not after --start 10:00.'],
    [['--start', '10:00', '--break', '-5'], 'Minutes are a whole number from 0 to 60.'],
    [['--start', '10:00', '--break-every', '5'], 'Minutes are a whole number from 30 to 240.'],
    [['--start', '23:30'], 'from 23:30 it would go on after midnight'],
    [['--start', '10:00', '--out', 'agenda.pdf'], 'agenda.pdf ends neither in .md nor in .html.'],
    [['--start', '10:00', '--out', 'no/such/agenda.md'], 'cannot be written: there is no folder'],
    [['--start', '10:00', '--format', 'pdf'], 'md, html'],
  ])('refuses %j with a sentence', async (options, sentence) => {
    const { code, out, error } = await call(
      withWorkshop(),
      'workshop',
      'agenda',
      'sums',
      ...options,
    );
    expect(code).toBe(2);
    expect(error).toContain(sentence);
    expect(error).not.toContain('    at ');
    expect(out).toBe('');
  });

  it('names the tracks when it does not know one', async () => {
    const { code, error } = await call(
      withWorkshop(),
      ...['workshop', 'agenda', 'rag', '--start', '09:30'],
    );
    expect(code).toBe(2);
    expect(error).toContain('There is no track "rag". There are:\n  sums  Sums');
  });
});

describe('workshop guide', () => {
  it('has for each exercise the point, the mistakes, when to move on and the reference', async () => {
    const workbook = withWorkshop();
    writeFiles(workbook.root, {
      'solutions/01-sums/01-add/questions.yaml': 'joins-texts: What is "2" + 3?\n',
    });
    const { code, out } = await call(workbook, 'workshop', 'guide', 'sums');
    expect(code).toBe(0);
    expect(out).toContain('| [1.1 Adding up](#11-adding-up) | 10 + 5 + 5 |');
    expect(out).toContain('#### The question\n\n> How do you add two numbers?');
    expect(out).toContain('> **Ask:** What is "2" + 3?');
    expect(out).toContain('The workbook names these too:\n\n- `addAll`: ');
    expect(out).toContain('Move on when three in four have `add` green, and after 5 minutes');
    expect(out).toMatch(/### The reference\n\n```ts\n[^#]*export function add/);
    expect(out).toContain('## Debrief\n\n5 minutes. What adds up.');
    expect(out).not.toContain('unlock');
  });

  it('goes to a file', async () => {
    const workbook = withWorkshop();
    await call(workbook, 'workshop', 'guide', 'sums', '--out', 'guide.md');
    expect(existsSync(join(workbook.root, 'guide.md'))).toBe(true);
    expect(readFileSync(join(workbook.root, 'guide.md'), 'utf8')).toContain(
      'guide for the facilitator',
    );
  });
});

describe('the guides of this workbook', () => {
  const { tracks } = readTracks(loadCatalog(join(import.meta.dirname, '..', '..')));
  const guides = tracks.map((track) => [track.id, guideOf(track)] as const);

  it.each(guides)('%s asks about every exercise', (_, guide) => {
    for (const part of guide.parts) {
      if (part.kind !== 'exercise') continue;
      expect(part.asked.length, part.step.exercise.id).toBeGreaterThanOrEqual(2);
      for (const text of [part.question, part.idea, part.points, part.why]) {
        expect(text).not.toBe('');
      }
    }
  });

  it.each(guides)('%s has no tag that its Markdown did not mean', (_, guide) => {
    const tags: string[] = [];
    walkTokens(lexer(renderGuide(guide)), (token) => {
      if (token.type === 'html') tags.push(token.raw);
    });
    expect(tags).toEqual([]);
  });

  it.each(guides)('%s links to parts of itself that are there', (_, guide) => {
    const page = printablePage(renderGuide(guide), 'guide');
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(0);
    expect(ids).toEqual(expect.arrayContaining(links));
    expect(page.match(/href="(?!#|https?:)/g)).toBeNull();
  });
});
