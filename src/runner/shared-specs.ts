import { basename } from 'node:path';
import type { ImplementationCompiler } from './implementation-compiler.ts';
import type { VitestInstance } from './vitest-instance.ts';

type Environment = VitestInstance['project']['vite']['environments']['ssr'];
type ModuleNode = NonNullable<Awaited<ReturnType<Environment['moduleGraph']['getModuleByUrl']>>>;

/** The code of a spec file, and the place of the implementation in it, as a literal. */
interface SharedSpec {
  readonly code: string;
  readonly place: string;
}

/**
 * Has Vite transform each spec file once, however many implementations it is run against: the code is the same but for
 * the place of the implementation, which is put into a copy. There are no source maps, so failures have no location.
 *
 * @param compile makes a module of an implementation, in place of Vite's transformation
 */
export function shareSpecs(
  { vite }: VitestInstance['project'],
  compile: ImplementationCompiler,
): void {
  const { ssr } = vite.environments;
  const transform = ssr.transformRequest.bind(ssr);
  const shared = new Map<string, Promise<SharedSpec | null>>();

  ssr.transformRequest = async (url) => {
    const spec = await ssr.moduleGraph.getModuleByUrl(url);
    if (!spec?.file?.endsWith('.spec.ts')) return transform(url);
    const first = shared.get(spec.file) ?? sharedSpec(spec, ssr, () => transform(url));
    shared.set(spec.file, first);
    const found = await first;
    if (!found) return transform(url);
    const id = await implementationOf(spec, ssr);
    const module = await compile(id, async () => sourceOf(await ssr.pluginContainer.load(id)));
    const place = JSON.stringify(`/@fs/${(module ?? id).replace(/^\//, '')}`);
    return { code: found.code.replaceAll(found.place, place), map: null };
  };
}

async function sharedSpec(
  spec: ModuleNode,
  environment: Environment,
  transform: () => ReturnType<Environment['transformRequest']>,
): Promise<SharedSpec | null> {
  const result = await transform();
  const id = await implementationOf(spec, environment);
  const implementation = [...spec.importedModules].find((imported) => imported.id === id);
  if (!result || !implementation) return null;
  return { code: result.code, place: JSON.stringify(implementation.url) };
}

/** The id of what a spec imports as the learner's file. */
async function implementationOf(
  { id, file }: ModuleNode,
  { pluginContainer }: Environment,
): Promise<string> {
  const learnerFile = `./${basename(file ?? '', '.spec.ts')}.ts`;
  return (await pluginContainer.resolveId(learnerFile, id ?? ''))?.id ?? '';
}

/** The source that a plugin gave; null when it is the content of the file. */
function sourceOf(
  loaded: Awaited<ReturnType<Environment['pluginContainer']['load']>>,
): string | null {
  return (typeof loaded === 'object' ? loaded?.code : loaded) ?? null;
}
