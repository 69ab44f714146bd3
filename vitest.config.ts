import { defineConfig } from 'vitest/config';
import { implementationPlugin } from './src/runner/implementation-plugin.ts';
import { specOptions } from './src/runner/spec-options.ts';

const root = import.meta.dirname;
// Without --project only the learner's own files run, as `npx vitest k-fold` promises.
const all = process.argv.some((argument) => argument.startsWith('--project'));

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [implementationPlugin({ root })],
        test: { ...specOptions(root), name: 'exercises' },
      },
      ...(all
        ? [
            {
              plugins: [implementationPlugin({ root, byDefault: 'solution' })],
              test: { ...specOptions(root), name: 'solutions' },
            },
            {
              test: { name: 'workbook', include: ['tests/**/*.test.ts'] },
            },
          ]
        : []),
    ],
  },
});
