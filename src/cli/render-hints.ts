import type { Exercise } from '../catalog/index.ts';
import { count } from './layout.ts';
import { type MarkdownOptions, renderMarkdown } from './render-markdown.ts';

export interface HintsOptions extends MarkdownOptions {
  /** What to do for the next hint, and for the reference when there is none. */
  readonly ways: { readonly next: string; readonly compare: string };
}

/** The first `shown` hints, and how many are left. */
export function renderHints(
  { number, title }: Exercise,
  { hints, shown }: { readonly hints: readonly string[]; readonly shown: number },
  options: HintsOptions,
): string[] {
  const { colors } = options.style;
  const left = hints.length - shown;
  return [
    `${number}  ${title}`,
    ...hints
      .slice(0, shown)
      .flatMap((hint, index) => [
        '',
        colors.bold(colors.cyan(`Hint ${index + 1} of ${hints.length}`)),
        '',
        ...renderMarkdown(hint, options),
      ]),
    '',
    left > 0
      ? `${count(left, 'hint')} left: ${options.ways.next}`
      : `That was the last hint. The reference beside your file: ${options.ways.compare}`,
  ];
}
