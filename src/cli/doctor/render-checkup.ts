import { count, wrap } from '../layout.ts';
import type { Style } from '../style.ts';
import type { Check, Checkup } from './check.ts';

const indent = ' '.repeat('PASS  '.length);

/** The checks, one below the other, each with its cure; then the sum of it. */
export function renderCheckup(
  { checks }: Checkup,
  { style, width }: { readonly style: Style; readonly width: number },
): string[] {
  const failed = checks.filter(({ state }) => state === 'fail').length;
  return [
    ...checks.flatMap((check) => renderCheck(check, style, width)),
    '',
    failed === 0
      ? 'The workbook has what it needs.'
      : `${count(failed, 'check')} failed. Do what stands below it, then: npx workbook doctor`,
  ];
}

function renderCheck(check: Check, style: Style, width: number): string[] {
  const [first = '', ...rest] = wrap(`${check.name}: ${check.finding}`, width, indent);
  return [
    `${wordOf(check, style)}  ${first.trimStart()}`,
    ...rest,
    ...(check.cure === null ? [] : wrap(check.cure, width, indent)),
  ];
}

function wordOf({ state }: Check, { colors }: Style): string {
  if (state === 'pass') return colors.green('PASS');
  return state === 'fail' ? colors.red(colors.bold('FAIL')) : colors.yellow('NOTE');
}
