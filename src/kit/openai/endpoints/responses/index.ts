import type { Operation } from '../../core/call.ts';
import { createResponse } from './create.ts';
import { storedResponses } from './stored.ts';

export const responseOperations: readonly Operation[] = [createResponse, ...storedResponses];
