import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/index.ts';
import { exitCode } from '../../src/errors.ts';
import { minutesChanges, withMinutes, writeMinutes } from '../../src/workshop/planned-minutes.ts';
import { roomReport } from '../../src/workshop/room-report.ts';
import { sampleWorkbook } from '../sample-workbook.ts';
import { workbookErrorOf } from '../workbook-error.ts';
import { exportFrom, solved } from './sample-exports.ts';

describe('withMinutes', () => {
  it.each(['\n', '\r\n'])(
    'changes the value and nothing else, with lines that end with %j',
    (end) => {
      const source = [
        '---',
        'title: "Half: minutes: 7"   # minutes: 7',
        'minutes:   25 # as measured',
        'concepts: [a,   b]',
        '---',
        'minutes: 3',
        '',
      ].join(end);
      expect(withMinutes(source, 40, 'README.md')).toBe(source.replace('  25 #', '  40 #'));
      expect(withMinutes(`\uFEFF${source}`, 5, 'README.md')).toBe(
        `\uFEFF${source}`.replace('  25 #', '  5 #'),
      );
    },
  );

  it('says where there are no minutes', () => {
    expect(workbookErrorOf(() => withMinutes('# Title\n', 5, 'x/README.md')).message).toContain(
      'x/README.md',
    );
    expect(workbookErrorOf(() => withMinutes('---\ntitle: a\n---\n', 5, 'x')).message).toContain(
      'no minutes',
    );
  });
});

describe('writeMinutes', () => {
  function slowRoom() {
    const root = sampleWorkbook({ '01-basics/01-split': {}, '01-basics/02-features': {} });
    const catalog = loadCatalog(root);
    const took = (id: string, minutes: number) => solved(id, { secondsToSolve: minutes * 60 });
    const exports = [1, 2, 3, 4, 5].map((n) =>
      exportFrom(n, [took('split', 33), took('features', 25)]),
    );
    return { root, catalog, changes: minutesChanges(catalog, roomReport(catalog, exports)) };
  }

  it('corrects the exercises that needed other minutes, so that the catalog has them', () => {
    const { root, catalog, changes } = slowRoom();
    expect(changes).toEqual([
      {
        number: '1.1',
        title: 'Train/test split',
        readme: 'exercises/01-basics/01-split/README.md',
        from: 25,
        to: 35,
      },
    ]);
    mkdirSync(join(root, '.git'));
    writeMinutes(catalog, changes);
    expect(loadCatalog(root).exercises.map(({ minutes }) => minutes)).toEqual([35, 25]);
  });

  it('does it in a clone only', () => {
    const { root, catalog, changes } = slowRoom();
    const readme = join(root, changes[0]?.readme ?? '');
    const before = readFileSync(readme, 'utf8');
    expect(workbookErrorOf(() => writeMinutes(catalog, changes))).toMatchObject({
      exitCode: exitCode.wrongCall,
    });
    expect(readFileSync(readme, 'utf8')).toBe(before);
  });
});
