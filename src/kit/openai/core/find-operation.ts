import { operationGroups } from '../endpoints/index.ts';
import type { Operation } from './call.ts';

export interface FoundOperation {
  readonly operation: Operation;
  /** The named parts of the path. */
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the operation of a method and path. */
export async function findOperation(
  method: string,
  path: string,
): Promise<FoundOperation | undefined> {
  const group = operationGroups.find(
    ({ prefix }) => path === prefix || path.startsWith(`${prefix}/`),
  );
  for (const operation of (await group?.load()) ?? []) {
    if (operation.method !== method) continue;
    const params = paramsOf(operation.path, path);
    if (params !== null) return { operation, params };
  }
  return undefined;
}

function paramsOf(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const parts = path.split('/');
  if (wanted.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, name] of wanted.entries()) {
    const part = parts[index] ?? '';
    if (!name.startsWith(':')) {
      if (name !== part) return null;
    } else {
      if (part === '') return null;
      params[name.slice(1)] = decodeURIComponent(part);
    }
  }
  return params;
}
