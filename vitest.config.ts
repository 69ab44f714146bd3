import { plainVitest } from './src/runner/plain-vitest.ts';

export default plainVitest(import.meta.dirname, [
  { test: { name: 'workbook', include: ['tests/**/*.test.ts'] } },
]);
