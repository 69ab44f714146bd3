// Stands in for Vitest under Jest.
import { expect as jestExpect } from '@jest/globals';

export { afterAll, afterEach, beforeAll, beforeEach, describe, it } from '@jest/globals';

/** Vitest's `expect` takes the words of the assertion too; Jest's refuses a second argument. */
export const expect = (value, _words) => jestExpect(value);

/** As much of it as the setup of the specs asks for. */
export const vi = { isFakeTimers: () => false };
