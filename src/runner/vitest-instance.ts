import { createVitest, type InlineConfig, type TestProject, type Vitest } from 'vitest/node';
import { builtInsPlugin } from './built-ins-plugin.ts';
import { compileKit } from './compiled-kit.ts';
import { implementationPlugin } from './implementation-plugin.ts';
import { specOptions } from './spec-options.ts';

/** A running Vitest that prints nothing, writes nothing and watches nothing. */
export interface VitestInstance {
  readonly vitest: Vitest;
  readonly project: TestProject;
  /** Has the compiled kit back, should somebody have deleted it. */
  readonly restoreKit: () => Promise<void>;
}

/**
 * Starts Vitest inside this process for the specs below `root`.
 *
 * @param options how its workers are made; everything else is the same for every run of the workbook
 */
export async function startVitest(
  root: string,
  options: Pick<
    InlineConfig,
    | 'pool'
    | 'isolate'
    | 'maxWorkers'
    | 'silent'
    | 'disableConsoleIntercept'
    | 'setupFiles'
    | 'testTimeout'
  >,
): Promise<VitestInstance> {
  const base = specOptions(root);
  const kit = await compileKit();
  const vitest = await createVitest(
    'test',
    {
      ...base,
      ...options,
      config: false,
      watch: false,
      reporters: [{}],
      cache: false,
    },
    {
      plugins: [implementationPlugin({ root, kit: kit?.resolve ?? null }), builtInsPlugin(root)],
      server: { watch: null, ws: false, hmr: false },
      clearScreen: false,
      logLevel: 'silent',
    },
  );
  const project = vitest.projects[0];
  if (!project) throw new Error('Vitest started without a project.');
  return { vitest, project, restoreKit: async () => kit?.restore() };
}

/** Runs `act` and leaves this process's exit code as it was: Vitest sets it when specs fail. */
export async function keepingExitCode<T>(act: () => Promise<T>): Promise<T> {
  const before = process.exitCode;
  try {
    return await act();
  } finally {
    process.exitCode = before;
  }
}
