import stringWidth from 'string-width';
import type { Style } from '../style.ts';
import type { View, WatchState } from './watch-model.ts';

type Keys = readonly (readonly [key: string, does: string])[];

const commands: Keys = [
  ['n', 'next'],
  ['p', 'previous'],
  ['h', 'hint'],
  ['d', 'demo'],
  ['c', 'compare'],
  ['s', 'lesson'],
  ['l', 'list'],
  ['r', 'run again'],
  ['x', 'reset'],
  ['u', 'undo'],
  ['e', 'editor'],
  ['v', 'trace'],
  ['?', 'help'],
  ['q', 'quit'],
];

const listKeys: Keys = [
  ['arrows', 'move'],
  ['enter', 'go there'],
  ['/', 'search'],
  ['f', 'filter'],
  ['esc', 'back'],
];

const searchKeys: Keys = [
  ['letters', 'search'],
  ['enter', 'go there'],
  ['arrows', 'choose'],
  ['esc', 'clear'],
];

const readKeys: Keys = [
  ['arrows', 'scroll'],
  ['space', 'page down'],
  ['b', 'page up'],
  ['esc', 'back'],
];

/** The keys that do something now, in as many lines as they need. */
export function keyLines({ view, size }: WatchState, { colors }: Style): string[] {
  const lines: string[] = [];
  let line = '';
  for (const [key, does] of keysOf(view)) {
    const item = `${colors.bold(key)} ${colors.dim(does)}`;
    if (line !== '' && stringWidth(`${line}   ${item}`) >= size.columns) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? ` ${item}` : `  ${item}`;
  }
  return [...lines, line];
}

function keysOf(view: View): Keys {
  switch (view.kind) {
    case 'exercise':
      return commands;
    case 'help':
      return readKeys;
    case 'text':
      return view.subject === 'hints' ? [['h', 'next hint'], ...readKeys] : readKeys;
    case 'list':
      return view.searching ? searchKeys : listKeys;
    case 'question':
      return [
        ['y', 'yes'],
        ['any other key', 'no'],
      ];
  }
}
