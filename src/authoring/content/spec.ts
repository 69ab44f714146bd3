import type { Exercise } from '../../catalog/index.ts';
import { type ContentProblem, problemAt, type Source } from './problem.ts';
import { type Call, callsOf, nodesOf, parseSource, type SyntaxNode, textOf } from './syntax.ts';

/** Checks how a spec file is built: one `describe` a function, core first, every spec in one of them. */
export function checkSpec(source: Source, exercise: Exercise): ContentProblem[] {
  const program = parseSource(source);
  const calls = callsOf(program);
  const groups = calls.filter(({ name }) => isCallOf(name, 'describe'));
  const specs = calls.filter(({ name }) => isCallOf(name, 'it') || isCallOf(name, 'test'));
  return [
    ...checkGroups(source, groups, exercise),
    ...checkSpecs(source, groups, specs),
    ...checkAssertions(source, calls),
    ...checkGenerated(source, program, { groups, core: exercise.core }),
  ];
}

function checkGroups(
  source: Source,
  groups: readonly Call[],
  exercise: Exercise,
): ContentProblem[] {
  const nested = groups
    .filter((group) => groups.some((other) => isWithin(group, other)))
    .map(({ start }) => problemAt(source, 'A describe stands in another one.', start));
  const titles = groups.map(titleOf);
  const due = [...exercise.core, ...exercise.stretch];
  if (titles.join('\n') === due.join('\n')) return nested;
  const problem = `The describe titles are ${titles.join(', ')}; the front matter names, core first, ${due.join(', ')}.`;
  return [problemAt(source, problem, groups[0]?.start ?? null), ...nested];
}

function checkSpecs(
  source: Source,
  groups: readonly Call[],
  specs: readonly Call[],
): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const seen = new Set<string>();
  for (const spec of specs) {
    const say = (problem: string) => problems.push(problemAt(source, problem, spec.start));
    const group = groups.find((candidate) => isWithin(spec, candidate));
    const title = titleOf(spec);
    if (!group) say(`The spec "${title}" stands in no describe.`);
    if (/\.(skip|only|todo|fails|skipIf|runIf)\b/.test(spec.name))
      say(`${spec.name} is not allowed.`);
    const key = `${group?.start} ${title}`;
    if (title !== null && seen.has(key)) say(`Two specs are called "${title}".`);
    seen.add(key);
  }
  for (const group of groups) {
    if (group.name !== 'describe') {
      problems.push(problemAt(source, `${group.name} is not allowed.`, group.start));
    }
    if (!specs.some((spec) => isWithin(spec, group))) {
      problems.push(problemAt(source, `${titleOf(group)} has no specs.`, group.start));
    }
  }
  return problems;
}

function checkAssertions(source: Source, calls: readonly Call[]): ContentProblem[] {
  return calls.flatMap((call) => {
    if (
      /\.toThrow(Error)?$/.test(call.name) &&
      !call.name.includes('.not.') &&
      call.args.length === 0
    ) {
      const problem =
        'A bare toThrow() holds for a stub too: use expectError with class and message.';
      return [problemAt(source, problem, call.start)];
    }
    const runs = call.name === 'fc.assert' ? call.args[1] : undefined;
    if (runs && !isFewerRuns(runs, source)) {
      const problem =
        'The seed and 50 runs are set for all specs: where a run is dear, { numRuns: 10 } to 50, and nothing else.';
      return [problemAt(source, problem, call.start)];
    }
    return [];
  });
}

/** Whether the options of a property do nothing but lower the number of its runs, written on the spot. */
function isFewerRuns({ start, end }: SyntaxNode, { text }: Source): boolean {
  const runs = Number(/^\{\s*numRuns: (\d+),?\s*\}$/.exec(text.slice(start, end))?.[1]);
  return runs >= 10 && runs <= 50;
}

/** What is only ever asked for fixed inputs can be passed by writing the answers down. */
function checkGenerated(
  source: Source,
  program: SyntaxNode,
  { groups, core }: { readonly groups: readonly Call[]; readonly core: readonly string[] },
): ContentProblem[] {
  const generators = [...nodesOf(program)].filter(
    (node) =>
      node.type === 'Identifier' && /^(fc|seededRandom)$/.test(String(Reflect.get(node, 'name'))),
  );
  return groups
    .filter((group) => core.includes(titleOf(group) ?? ''))
    .filter((group) => !generators.some((node) => isWithin(node, group)))
    .map((group) =>
      problemAt(source, `No spec of ${titleOf(group)} generates its input.`, group.start),
    );
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner !== outer && inner.start > outer.start && inner.end < outer.end;
}

function titleOf({ args }: Call): string | null {
  return args[0] ? textOf(args[0]) : null;
}

/** `it`, `it.skip` or `it.each()`; not `test.every` of a variable that is called test. */
function isCallOf(name: string, root: string): boolean {
  const [first, ...rest] = name.replaceAll('()', '').split('.');
  return first === root && rest.every((modifier) => modifiers.has(modifier));
}

const modifiers = new Set(
  'concurrent each fails for only runIf sequential shuffle skip skipIf todo'.split(' '),
);
