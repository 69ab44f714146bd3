// Stands in for Vitest under Node's own runner.
import { expect as jestExpect } from 'expect';

export {
  after as afterAll,
  afterEach,
  before as beforeAll,
  beforeEach,
  describe,
  it,
} from 'node:test';

/** Vitest's `expect` takes the words of the assertion too; Jest's refuses a second argument. */
export const expect = (value, _words) => jestExpect(value);

/** As much of it as the setup of the specs asks for. */
export const vi = { isFakeTimers: () => false };
