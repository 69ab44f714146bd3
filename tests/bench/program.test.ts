import { expect, it, onTestFinished } from 'vitest';
import { runProgram, startProgram } from '../../scripts/bench/program.ts';
import { timeInTurn } from '../../scripts/bench/time-in-turn.ts';

const cwd = import.meta.dirname;
const printing = (code: string) => ({ args: ['--eval', code], cwd });
const waiting = 'setInterval(() => {}, 1_000_000)';

function started(code: string) {
  const program = startProgram(printing(code));
  onTestFinished(() => program.stop());
  return program;
}

it('gives what was printed, on either stream, once the text is there', async () => {
  const program = started(`console.log('one'); console.error('two'); ${waiting}`);
  const text = await program.printed(/one[\s\S]*two|two[\s\S]*one/, 20_000);
  expect(text.split('\n').sort()).toEqual(['', 'one', 'two']);
});

it('forgets what was printed before', async () => {
  const program = started(`console.log('first'); ${waiting}`);
  await program.printed(/first/, 20_000);
  program.forget();
  await expect(program.printed(/first/, 1)).rejects.toThrow('no verdict within');
});

it('says when a program ended by itself, and with what words', async () => {
  const program = started(`console.error('no such option')`);
  await expect(program.printed(/never/, 20_000)).rejects.toThrow(
    'it ended by itself: no such option',
  );
});

it('refuses a program that ends with another code than 0', async () => {
  const failing = printing(`console.log('1 lost\\n2 failed'); process.exitCode = 3`);
  await expect(runProgram(failing)).rejects.toThrow('it ended with 3: 2 failed\n1 lost');
});

it('measures those that run, and says why one does not', async () => {
  const contenders = [
    { name: 'good', ...printing('') },
    { name: 'bad', ...printing('process.exit(1)') },
  ];
  const [good, bad] = await timeInTurn(contenders, { runs: 2, warmUps: 1 });
  expect(good).toMatchObject({
    name: 'good',
    unit: 'ms',
    values: [expect.any(Number), expect.any(Number)],
  });
  expect(bad).toEqual({ name: 'bad', problem: 'it ended with 1' });
});
