import type { VitestInstance } from './vitest-instance.ts';

/**
 * Has Vite transform each spec file once, however many implementations it is run against: what the files import is
 * resolved when they run, so their code is the same. Without a source map, which would be most of what is sent to
 * the threads; failures then have no location.
 */
export function shareSpecs({ vite }: VitestInstance['project']): void {
  const { ssr } = vite.environments;
  if (!ssr) return;
  type Transformed = ReturnType<typeof ssr.transformRequest>;
  const transform = ssr.transformRequest.bind(ssr);
  const specs = new Map<string, Transformed>();
  ssr.transformRequest = async (url) => {
    const [file = ''] = url.split('?');
    if (!file.endsWith('.spec.ts')) return transform(url);
    const spec = specs.get(file) ?? transform(url);
    specs.set(file, spec);
    const result = await spec;
    return result && { ...result, map: null };
  };
}
