/**
 * Runs a command while every connection that leaves this machine is refused.
 *
 *   npx tsx scripts/no-network.ts                          npm test
 *   npx tsx scripts/no-network.ts npx workbook run 1.5     another command
 *   npx tsx scripts/no-network.ts --by preload             in the way that works on every system
 *
 * Without --by it takes a network namespace where Linux permits one, and else the preload.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bestWay, ways, withoutNetwork } from './no-network/without-network.ts';
import { npmScript } from './versions/npm.ts';

const own = process.argv.slice(2);
// What follows the command's name belongs to the command.
const begins = own[0] === '--by' ? 2 : own[0]?.startsWith('--by=') ? 1 : 0;
const { values } = parseArgs({
  args: own.slice(0, begins),
  options: { by: { type: 'string', default: bestWay() } },
});
const way = ways.find((known) => known === values.by);
if (way === undefined) {
  console.error(`--by ${values.by} is not known. Known are: ${ways.join(', ')}.`);
  process.exit(2);
}

const [command = process.execPath, ...args] =
  own.length > begins ? own.slice(begins) : [process.execPath, npmScript(), 'test'];
const folder = mkdtempSync(join(tmpdir(), 'no-network-'));
const log = join(folder, 'refused');
const start = withoutNetwork({ command, args, env: process.env }, { way, log });
console.error(`Without a network (${way}): ${[command, ...args].join(' ')}`);

try {
  const shell = process.platform === 'win32' && command !== process.execPath;
  const child = spawn(start.command, start.args, { env: start.env, stdio: 'inherit', shell });
  // Ctrl-C reaches the command too; this process waits for its end.
  process.on('SIGINT', () => {});
  const [code] = await once(child, 'close');
  process.exitCode = typeof code === 'number' ? code : 1;
  const refused = linesOf(log);
  if (way === 'preload') console.error(`Connections refused: ${refused.length}`);
  for (const line of refused) console.error(`  ${line}`);
} catch (error) {
  console.error(`${start.command} did not start: ${String(error)}`);
  process.exitCode = 2;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n');
  } catch {
    return [];
  }
}
