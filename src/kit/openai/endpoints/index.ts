import type { Operation } from '../core/call.ts';
import { createChat } from './chat.ts';

/** Everything that the offline API can do. */
export const operations: readonly Operation[] = [createChat];
