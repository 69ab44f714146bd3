import { outsideCases } from './cases/outside.ts';
import { itIsTold } from './it-is-told.ts';

itIsTold('code that reaches beyond its file', outsideCases);
