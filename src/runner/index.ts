export type { Report, RunError, SourceLocation, TestReport } from './report.ts';
export {
  type Job,
  type Runner,
  type RunnerOptions,
  type RunOptions,
  startRunner,
} from './runner.ts';
export { type FileWatch, type WatchOptions, watchFolder } from './watch.ts';
