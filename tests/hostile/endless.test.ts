import { endlessCases } from './cases/endless.ts';
import { itIsTold } from './it-is-told.ts';

itIsTold('code that does not come to an end', endlessCases);
