import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Agenda,
  type AgendaOptions,
  agendaOf,
  minutesOf,
  type Track,
} from '../../src/workshop/index.ts';

const usual: AgendaOptions = {
  start: at('09:30'),
  end: null,
  breakMinutes: 10,
  breakEvery: 90,
  lunchMinutes: 60,
};

function at(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** A workshop of talks that take the given minutes. */
function workshopOf(...minutes: readonly number[]): Track {
  return {
    id: 'day',
    title: 'Day',
    for: 'All.',
    kind: 'workshop',
    steps: minutes.map((each, index) => ({ kind: 'talk', title: `${index + 1}`, minutes: each })),
  };
}

/** "09:30 talk", "11:00 break", … */
function told({ entries }: Agenda): readonly string[] {
  return entries.map(
    ({ kind, start }) =>
      `${String(Math.floor(start / 60)).padStart(2, '0')}:${String(start % 60).padStart(2, '0')} ${kind}`,
  );
}

describe('agendaOf', () => {
  it('needs no break for ninety minutes', () => {
    const agenda = agendaOf(workshopOf(30, 30, 30), usual);
    expect(told(agenda)).toEqual(['09:30 talk', '10:00 talk', '10:30 talk']);
    expect(agenda).toMatchObject({ start: at('09:30'), end: at('11:00'), over: 0 });
  });

  it('has a break before the step that would make it longer', () => {
    expect(told(agendaOf(workshopOf(40, 40, 40), usual))).toEqual([
      '09:30 talk',
      '10:10 talk',
      '10:50 break',
      '11:00 talk',
    ]);
    expect(
      told(agendaOf(workshopOf(40, 40), { ...usual, breakEvery: 60, breakMinutes: 5 })),
    ).toEqual(['09:30 talk', '10:10 break', '10:15 talk']);
    expect(told(agendaOf(workshopOf(60, 60), { ...usual, breakMinutes: 0 }))).toEqual([
      '09:30 talk',
      '10:30 talk',
    ]);
  });

  it('has lunch between the steps nearest to half past twelve, and no break beside it', () => {
    const hours = [60, 60, 60, 60, 60];
    expect(told(agendaOf(workshopOf(...hours), usual))).toEqual([
      '09:30 talk',
      '10:30 break',
      '10:40 talk',
      '11:40 break',
      '11:50 talk',
      '12:50 lunch',
      '13:50 talk',
      '14:50 break',
      '15:00 talk',
    ]);
  });

  it.each([
    ['ends before', '08:30', [60, 60, 60, 60, 30]],
    ['begins after', '12:30', [60, 60, 60, 60, 60]],
    ['takes four hours', '10:00', [90, 70, 70]],
  ])('has no lunch when the day %s', (_, start, minutes) => {
    const agenda = agendaOf(workshopOf(...minutes), {
      ...usual,
      start: at(start),
      breakMinutes: 0,
    });
    expect(told(agenda).join()).not.toContain('lunch');
  });

  it('has no lunch when none is wanted', () => {
    const agenda = agendaOf(workshopOf(60, 60, 60, 60, 60), { ...usual, lunchMinutes: 0 });
    expect(told(agenda).join()).not.toContain('lunch');
  });

  it('gives what is left of the time to questions and stretch', () => {
    const agenda = agendaOf(workshopOf(30, 30), { ...usual, end: at('11:00') });
    expect(told(agenda).at(-1)).toBe('10:30 open');
    expect(agenda).toMatchObject({ end: at('11:00'), over: 0 });
  });

  it('says by how much it is too long', () => {
    const agenda = agendaOf(workshopOf(30, 30), { ...usual, end: at('10:15') });
    expect(agenda).toMatchObject({ end: at('10:30'), over: 15 });
    expect(told(agenda)).toHaveLength(2);
  });

  it('leaves no gap and no step out, and nobody works too long, whatever the steps', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 12 });
    const start = fc.integer({ min: 0, max: 720 });
    fc.assert(
      fc.property(steps, start, (minutes, from) => {
        const track = workshopOf(...minutes);
        const agenda = agendaOf(track, { ...usual, start: from });
        let now = from;
        let worked = 0;
        for (const entry of agenda.entries) {
          expect(entry.start).toBe(now);
          now = entry.end;
          worked = entry.kind === 'talk' ? worked + entry.end - entry.start : 0;
          expect(worked).toBeLessThanOrEqual(90);
        }
        expect(agenda.end).toBe(now);
        const talks = agenda.entries.filter(({ kind }) => kind === 'talk');
        expect(talks.map((entry) => entry.end - entry.start)).toEqual(track.steps.map(minutesOf));
      }),
    );
  });
});
