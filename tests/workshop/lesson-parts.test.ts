import { expect, it } from 'vitest';
import { lowerHeadings, sectionOf, withoutFileLinks } from '../../src/workshop/lesson-parts.ts';

const lesson = `# Title

## The idea

One.

\`\`\`md
## No heading
\`\`\`

### Below

Two.

## Next

Three.
`;

it('gives a section to its end, whatever stands in its code', () => {
  expect(sectionOf(lesson, 'The idea')).toBe(
    'One.\n\n```md\n## No heading\n```\n\n### Below\n\nTwo.',
  );
  expect(sectionOf(lesson, 'Next')).toBe('Three.');
  expect(sectionOf(lesson, 'Gone')).toBe('');
});

it('lowers headings, and leaves code alone', () => {
  expect(lowerHeadings('# A\n\n```sh\n# a comment\n```\n\n## B', 2)).toBe(
    '### A\n\n```sh\n# a comment\n```\n\n#### B',
  );
});

it('keeps links to the web and takes those to files apart', () => {
  expect(withoutFileLinks('[a](../b/README.md) and [c](https://d.org/e) and [f](#g)')).toBe(
    'a and [c](https://d.org/e) and f',
  );
});
