import { fileCases } from './cases/files.ts';
import { itIsTold } from './it-is-told.ts';

itIsTold('files that are no code or not there', fileCases);
