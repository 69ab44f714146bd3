import { expect, it } from 'vitest';
import { blockEnd, blockStart, withBlock } from '../../scripts/bench/readme-block.ts';

it('replaces what stands between the marks, and nothing else', () => {
  const readme = `# Title\n\n${blockStart}\n\nold\n\n${blockEnd}\n\nRest\n`;
  const written = withBlock(readme, 'new\n');
  expect(written).toBe(`# Title\n\n${blockStart}\n\nnew\n\n${blockEnd}\n\nRest\n`);
  expect(withBlock(written, 'new\n')).toBe(written);
});

it('refuses a README without the marks', () => {
  expect(() => withBlock('# Title\n', 'new')).toThrow('README.md has no place for the figures');
});
