const regionStart = /^(\s*)\/\/\s*#region solution\s*$/;
const regionEnd = /^\s*\/\/\s*#endregion\s*$/;
const functionName =
  /^\s*(?:export\s+)?(?:async\s+)?(?:function\s*\*?\s*(?<declared>\w+)|(?:static\s+)?(?:async\s+)?(?:get\s+|set\s+)?\*?\s*(?<method>[\w#]+)\s*(?:<[^(]*>)?\()/;
const className = /^(?:export\s+)?(?:abstract\s+)?class\s+(?<name>\w+)/;
const notMethods = new Set(['if', 'for', 'while', 'switch', 'return', 'catch', 'constructor']);

/**
 * Makes a learner's stub from a solution: what stands between `//#region solution` and `//#endregion`
 * is cut.
 *
 * A region inside a function leaves `throw new NotImplemented('name')`, with the name of the function
 * (or `Class.method`) it stands in. A region at the margin (a helper that only the reference has)
 * leaves nothing.
 *
 * @param solution the source of the solution
 * @returns the source of the stub, with the import of NotImplemented as its first line
 * @throws Error when a region is not closed, or stands in no function that has a name
 */
export function stubOf(solution: string): string {
  const lines: string[] = [];
  let inRegion = false;
  let currentClass: string | null = null;
  let currentFunction: string | null = null;

  for (const line of solution.split('\n')) {
    if (inRegion) {
      if (regionEnd.test(line)) inRegion = false;
      continue;
    }
    const start = regionStart.exec(line);
    if (start) {
      inRegion = true;
      const indent = start[1] ?? '';
      if (indent === '') continue;
      if (currentFunction === null)
        throw new Error('A solution region stands in no named function.');
      lines.push(`${indent}throw new NotImplemented('${currentFunction}');`);
      continue;
    }
    const classFound = className.exec(line)?.groups?.name;
    if (classFound) currentClass = classFound;
    else if (line.startsWith('}')) currentClass = null;
    const found = functionName.exec(line)?.groups;
    if (found?.declared) currentFunction = found.declared;
    else if (currentClass && found?.method && !notMethods.has(found.method)) {
      currentFunction = `${currentClass}.${found.method}`;
    }
    lines.push(line);
  }
  if (inRegion) throw new Error('A solution region is not closed: //#endregion is missing.');
  const body = lines.join('\n').replace(/\n{3,}/g, '\n\n');
  return `import { NotImplemented } from '#kit/not-implemented';\n${startsWithImport(body) ? '' : '\n'}${body}`;
}

function startsWithImport(source: string): boolean {
  return source.startsWith('import ');
}
