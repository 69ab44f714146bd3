import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { implementationPlugin } from './implementation-plugin.ts';
import { specOptions } from './spec-options.ts';

type Project = NonNullable<NonNullable<ViteUserConfig['test']>['projects']>[number];

/**
 * How plain `npx vitest` runs the specs below `root`: against the learner's own files, as `npx vitest k-fold`
 * promises, and with `--project solutions` against the references.
 *
 * @param more further projects, which run when a project is named
 */
export function plainVitest(root: string, more: readonly Project[] = []): ViteUserConfig {
  const isProjectNamed = process.argv.some((argument) => argument.startsWith('--project'));
  return defineConfig({
    test: {
      projects: [
        {
          plugins: [implementationPlugin({ root })],
          test: { ...specOptions(root), name: 'exercises' },
        },
        ...(isProjectNamed
          ? [
              {
                plugins: [implementationPlugin({ root, byDefault: 'solution' })],
                test: { ...specOptions(root), name: 'solutions' },
              },
              ...more,
            ]
          : []),
      ],
    },
  });
}
