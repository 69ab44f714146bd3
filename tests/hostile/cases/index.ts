import type { HostileCase } from '../hostile-case.ts';
import { endingCases } from './endings.ts';
import { endlessCases } from './endless.ts';
import { errorCases } from './errors.ts';
import { fileCases } from './files.ts';
import { outsideCases } from './outside.ts';

/** All that learners' code and files are known to do, by kind. */
export const hostileCases: Readonly<Record<string, readonly HostileCase[]>> = {
  endless: endlessCases,
  endings: endingCases,
  errors: errorCases,
  files: fileCases,
  outside: outsideCases,
};
