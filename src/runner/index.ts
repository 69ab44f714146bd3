export type { Report, RunError, SourceLocation, TestReport } from './report.ts';
export type { Job, Runner, RunnerOptions, RunOptions } from './runner.ts';
