import { endingCases } from './cases/endings.ts';
import { itIsTold } from './it-is-told.ts';

itIsTold('code that takes all memory or ends its process', endingCases);
