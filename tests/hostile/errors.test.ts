import { errorCases } from './cases/errors.ts';
import { itIsTold } from './it-is-told.ts';

itIsTold('code that throws', errorCases);
