import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { unzip } from '../../src/workshop/archive.ts';
import { writeFiles } from '../sample-workbook.ts';
import { unpackTo } from '../workshop/sample-pack.ts';
import { call, FakeTerminal, type SmallWorkbook, smallWorkbook } from './small-workbook.ts';

// Specs run in some of these, and a busy machine is slow at that.
vi.setConfig({ testTimeout: 30_000 });

interface Participant {
  readonly root: string;
  /** The codes that the facilitator sees, by number of the exercise. */
  readonly codes: Readonly<Record<string, string>>;
}

function workshop(): SmallWorkbook {
  const workbook = smallWorkbook();
  const track = `title: Sums
for: Everybody.
kind: workshop
steps:
  - exercise: mean
  - exercise: add
`;
  writeFiles(workbook.root, {
    'tracks/sums.yaml': track,
    'exercises/01-sums/01-add/demo.ts': 'export {};',
  });
  return workbook;
}

interface Packed {
  readonly archive: Buffer;
  readonly codes: Participant['codes'];
}

/** Archives by the options they were made with: each is made once and unpacked by many. */
const packed = new Map<string, Promise<Packed>>();

async function participant(option = ''): Promise<Participant> {
  const made = packed.get(option) ?? packWith(option);
  packed.set(option, made);
  const { archive, codes } = await made;
  const name = 'workbook-sums';
  // The program that is tested runs from here.
  const isContent = (path: string) => !path.startsWith(`${name}/src/`);
  return { root: unpackTo(smallWorkbook().root, { archive, name }, isContent), codes };
}

async function packWith(option: string): Promise<Packed> {
  const workbook = workshop();
  const options = option === '' ? [] : [option];
  const { code, out, error } = await call(workbook, ...pack, '--out', 'p.zip', ...options);
  expect(code, error).toBe(0);
  return { archive: readFileSync(join(workbook.root, 'p.zip')), codes: codesIn(out) };
}

const pack = ['workshop', 'pack', 'sums'];

const codesIn = (out: string) =>
  Object.fromEntries(
    [...out.matchAll(/^ {2}(1\.\d) .* (\w{4}-\w{4}-\w{4})$/gm)].map(([, number, code]) => [
      number,
      code,
    ]),
  );

const solutionOf = (root: string, path: string) => join(root, 'solutions', '01-sums', path);

describe('workshop pack', () => {
  it('says what it wrote, and for --sealed the codes, which the guide lists too', async () => {
    const workbook = workshop();
    const plain = await call(workbook, ...pack, '--out', 'plain.zip');
    expect(plain.out).toMatch(/plain\.zip: \d+ files, \d\.\d MB\./);
    expect(plain.out).not.toContain('unlock');
    expect((await call(workbook, 'workshop', 'guide', 'sums')).out).not.toContain('unlock');

    const sealed = await call(workbook, ...pack, '--out', 'sealed.zip', '--sealed');
    const codes = codesIn(sealed.out);
    expect(Object.keys(codes)).toEqual(['1.2', '1.1']);
    const { out: guide } = await call(workbook, 'workshop', 'guide', 'sums');
    for (const code of Object.values(codes)) expect(guide).toContain(code);
    const again = await call(workbook, ...pack, '--out', 'again.zip', '--sealed');
    expect(codesIn(again.out)).toEqual(codes);
  });

  it('packs this program, without any work, solution or test', async () => {
    const workbook = workshop();
    workbook.write('add', workbook.solution('add'));
    await call(workbook, ...pack, '--out', 'p.zip');
    const names = unzip(readFileSync(join(workbook.root, 'p.zip'))).map(({ path }) => path);
    expect(names).toContain('workbook-sums/bin/install/install.js');
    expect(names).toContain('workbook-sums/src/cli/main.ts');
    const parts = new Set(names.map((name) => name.split('/')[1]));
    for (const part of ['solutions', 'sealed', 'tests', 'scripts', '.workbook', 'node_modules']) {
      expect(parts).not.toContain(part);
    }
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    [['--out', 'p'], '--out p.zip'],
    [[], "Required option '--out <file>' not specified."],
    [['--out', 'p.zip', '--seal'], "Unknown option '--seal'."],
  ])('refuses %j', async (options, cause) => {
    const { code, error } = await call(workshop(), ...pack, ...options);
    expect(code).toBe(2);
    expect(error).toContain(cause);
  });

  it('names the tracks when there is none of that name', async () => {
    const { code, error } = await call(workshop(), 'workshop', 'pack', 'x', '--out', 'p.zip');
    expect(code).toBe(2);
    expect(error).toContain('sums  Sums');
  });
});

describe('a workbook without its solutions', () => {
  it('is followed in the order of its track', async () => {
    const { out } = await call(await participant(), 'list');
    expect(out.indexOf('1.2')).toBeLessThan(out.indexOf('1.1'));
    expect(out).toContain('Sums');
  });

  it('resets a file, and names a known mistake', async () => {
    const { root } = await participant();
    const file = join(root, 'exercises/01-sums/02-mean/mean.ts');
    const stub = readFileSync(file, 'utf8');
    const { mistake } = smallWorkbook();
    writeFileSync(file, mistake('mean', 'forgets-to-divide'));
    const { code, out } = await call({ root }, 'run', 'mean');
    expect(code).toBe(1);
    expect(out).toContain('This is');
    expect((await call({ root }, 'reset', 'mean')).out).toContain('untouched stub again');
    expect(readFileSync(file, 'utf8')).toBe(stub);
  });

  it('passes the doctor, who runs the stub in place of the reference', async () => {
    const { root } = await participant();
    const { code, out } = await call({ root }, 'doctor');
    expect(out).toMatch(/PASS {2}Specs: All \d+ of exercise 1\.1 wait for the stub/);
    expect(out).not.toContain('Git:');
    expect(code).toBe(0);
    const spec = join(root, 'exercises/01-sums/01-add/add.spec.ts');
    writeFileSync(spec, 'broken(');
    expect((await call({ root }, 'doctor')).out).toContain('FAIL  Specs');
  });

  it.each([
    ['compare', 'add', '--yes'],
    ['run', 'add', '--solution'],
    ['demo', 'add', '--solution'],
    ['catch-up', 'add'],
    ['verify'],
    ['author', 'diagnoses'],
    ['author', 'stubs'],
    ['author', 'check'],
    ['author', 'typecheck'],
  ])('says kindly that it has none: %s %s', async (...argv) => {
    const { root } = await participant();
    const diagnoses = join(root, 'exercises/01-sums/01-add/diagnoses.json');
    const before = readFileSync(diagnoses, 'utf8');
    const { code, error } = await call({ root }, ...argv);
    expect(error).toContain('The reference of 1.1 is not in this folder: whoever leads');
    expect(error).not.toContain('unlock');
    expect(code).toBe(2);
    expect(readFileSync(diagnoses, 'utf8')).toBe(before);
    expect(existsSync(join(root, 'solutions'))).toBe(false);
  });

  it('has nothing that a code opens', async () => {
    const { root } = await participant();
    const { code, error } = await call({ root }, 'unlock', 'AAAA-AAAA-AAAA');
    expect(code).toBe(2);
    expect(error).toContain('No code opens the references of this workbook');
    expect((await call(workshop(), 'unlock', 'AAAA-AAAA-AAAA')).error).toContain(
      'Nothing is sealed in this workbook',
    );
  });
});

describe('unlock', () => {
  it('opens the exercise that the code is for, and no other', async () => {
    const { root, codes } = await participant('--sealed');
    expect((await call({ root }, 'compare', 'mean', '-y')).error).toContain('npx workbook unlock');
    const typed = codes['1.2']?.toLowerCase().replaceAll('-', '') ?? '';
    const { code, out } = await call({ root }, 'unlock', typed);
    expect(code).toBe(0);
    expect(out).toMatch(/^1\.2 .* is open\.\n {2}npx workbook compare 1\.2/);
    expect(readdirSync(join(root, 'solutions'))).toEqual(['01-sums']);
    expect(readdirSync(join(root, 'solutions/01-sums'))).toEqual(['02-mean']);
    expect(readFileSync(solutionOf(root, '02-mean/mean.ts'), 'utf8')).toBe(
      smallWorkbook().solution('mean'),
    );
    expect(existsSync(solutionOf(root, '02-mean/mistakes/forgets-to-divide.ts'))).toBe(true);

    expect((await call({ root }, 'compare', 'mean', '--yes')).code).toBe(0);
    expect((await call({ root }, 'run', 'mean', '--solution')).code).toBe(0);
    expect((await call({ root }, 'verify', 'mean')).code).toBe(0);
    expect((await call({ root }, 'compare', 'add', '--yes')).code).toBe(2);
    expect((await call({ root }, 'unlock', typed)).out).toContain('is open already');
  });

  it('refuses a code that opens nothing, and one that cannot be a code', async () => {
    const { root } = await participant('--sealed');
    const wrong = await call({ root }, 'unlock', 'AAAA-AAAA-AAAA');
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.error).toContain('The code AAAA-AAAA-AAAA opens no exercise of this workbook.');
    const short = await call({ root }, 'unlock', 'AAAA');
    expect(short).toMatchObject({ code: 2, out: '' });
    expect(existsSync(join(root, 'solutions'))).toBe(false);
  });

  it('says for which exercise a code is when another one is named, and opens it only if asked', async () => {
    const { root, codes } = await participant('--sealed');
    const code = codes['1.1'] ?? '';
    const refused = await call({ root }, 'unlock', code, 'mean');
    expect(refused.code).toBe(2);
    expect(refused.error).toMatch(
      /^✗ This code is for 1\.1 .*, not for 1\.2 .*\.\n {2}To open 1\.1/,
    );
    expect(existsSync(join(root, 'solutions'))).toBe(false);

    for (const [answer, isOpen] of [
      ['n', false],
      ['y', true],
    ] as const) {
      const terminal = new FakeTerminal({ cwd: root, tty: { columns: 80, rows: 24 } });
      const done = main(['unlock', code, 'mean'], terminal);
      await vi.waitFor(() => expect(terminal.out).toContain('Open 1.1?'));
      terminal.press(`${answer}\n`);
      expect(await done).toBe(0);
      expect(existsSync(solutionOf(root, '01-add/add.ts'))).toBe(isOpen);
    }
    expect((await call({ root }, 'unlock', code, 'add')).code).toBe(0);
    expect((await call({ root }, 'unlock', code, 'mean')).error).toContain('1.1 is open already');
  });

  it('tells a damaged sealed file from a wrong code', async () => {
    const { root, codes } = await participant('--sealed');
    const file = join(root, 'sealed/add.json');
    const { content, ...rest } = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...rest, content: content.slice(0, -8) }));
    const own = await call({ root }, 'unlock', codes['1.1'] ?? '');
    expect(own.code).toBe(3);
    expect(own.error).toMatch(/^✗ sealed\/add\.json is damaged\.\n {2}Unpack the archive/);

    writeFileSync(file, '{');
    const unreadable = await call({ root }, 'unlock', codes['1.1'] ?? '');
    expect(unreadable.error).toContain('sealed/add.json is damaged');
    expect((await call({ root }, 'unlock', codes['1.2'] ?? '')).code).toBe(0);
    expect(readdirSync(join(root, 'solutions'))).toEqual(['01-sums']);
  });

  it('opens all or nothing', async () => {
    const { root, codes } = await participant('--sealed');
    writeFiles(root, { 'solutions/01-sums/02-mean/notes.md': 'mine' });
    const { code, error } = await call({ root }, 'unlock', codes['1.2'] ?? '');
    expect(code).toBe(3);
    expect(error).toContain('cannot be written');
    expect(readdirSync(join(root, 'solutions/01-sums/02-mean'))).toEqual(['notes.md']);
    expect(readdirSync(join(root, 'solutions'))).toEqual(['01-sums']);
    rmSync(join(root, 'solutions'), { recursive: true });
    expect((await call({ root }, 'unlock', codes['1.2'] ?? '')).code).toBe(0);
  });
});
