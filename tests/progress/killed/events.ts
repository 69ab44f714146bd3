/** What the process under test does, one line each: it is read to the last after the kill. */
export type Action = (typeof actions)[number];

export const actions = ['edit', 'record', 'reset', 'undo', 'restore', 'time', 'hint'] as const;

/** What copies the present file before, or after, it writes. */
export const copying: ReadonlySet<Action> = new Set(['record', 'reset', 'undo', 'restore']);

export interface ActionEvent {
  /** `refused`: there was nothing to do it with, and nothing was done. */
  readonly type: 'begin' | 'end' | 'refused';
  readonly action: Action;
  /** The version it writes (edit), the version that it found (what copies), or the number of the hint. */
  readonly n: number;
}

export function lineOf({ type, action, n }: ActionEvent): string {
  return `${type} ${action} ${n}\n`;
}

/** Reads the whole lines of a text. @throws RangeError on a line that is no event */
export function eventsIn(text: string): ActionEvent[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [type, name, n] = line.split(' ');
      const action = actions.find((known) => known === name);
      if ((type !== 'begin' && type !== 'end' && type !== 'refused') || action === undefined) {
        throw new RangeError(`line is "${line}"; it must be an event.`);
      }
      return { type, action, n: Number(n) };
    });
}
