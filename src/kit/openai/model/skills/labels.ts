import { listItems, unquoted } from '../reading/sentences.ts';

/** A class that the prompt names, with what it says about it. */
export interface Label {
  readonly name: string;
  /** The prompt's own description; empty for none. */
  readonly description: string;
}

const intro =
  '(?:labels?|categories|category|classes|queues?|options?|departments?|topics?|intents?|sentiments?|values|one of|choose from|pick from|either)';
const listAfterColon =
  /:\s*((?:["“'`]?[\w-]+(?: [\w-]+)?["”'`]?\s*[,/|]\s*)*["“'`]?[\w-]+["”'`]?,?\s+or\s+["“'`]?[\w-]+["”'`]?)/gi;
const listAfter = new RegExp(`\\b${intro}\\b[^:\\n.?]{0,40}:\\s*([^\\n]+)`, 'gi');
const bulletsAfter = new RegExp(
  `\\b${intro}\\b[^\\n]{0,60}:\\s*\\n((?:\\s*(?:[-*•]|\\d+[.)])\\s+[^\\n]+\\n?)+)`,
  'gi',
);
const inline =
  /\b(?:as|into|one of|between|either|among|is it|label is|sentiment is)\s+(?:the |one of |following |a |these |labels? |categories )*((?:["“'`]?[\w-]+(?: [\w-]+)?["”'`]?(?:\s*,\s*(?:or |and )?|\s+or\s+|\s*\/\s*|\s*\|\s*|\s+and\s+)){1,11}["“'`]?[\w-]+["”'`]?)/gi;

/** The labels that instructions name, in their order; empty when they name none. */
export function labelsIn(instructions: string): readonly Label[] {
  for (const [, block = ''] of instructions.matchAll(bulletsAfter)) {
    const labels = block
      .split('\n')
      .map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, ''))
      .filter((line) => line.trim() !== '')
      .map(described);
    if (labels.length > 1) return labels;
  }
  for (const pattern of [listAfter, inline, listAfterColon]) {
    for (const [, list = ''] of instructions.matchAll(pattern)) {
      const names = listItems(list.replace(/[.?!](?:\s.*)?$/, ''));
      if (names.length > 1 && names.every(isShort)) {
        return names.map((name) => ({ name: withoutArticle(name), description: '' }));
      }
    }
  }
  return [];
}

function described(line: string): Label {
  const [, name = line, description = ''] =
    /^["“'`*]*([\w -]+?)["”'`*]*\s*(?:[:–—=]|\s-\s)\s*(.+)$/.exec(line) ?? [];
  return { name: unquoted(name), description: description.trim() };
}

function isShort(text: string): boolean {
  return text.split(/\s+/).length <= 3;
}

function withoutArticle(name: string): string {
  return name.replace(/^(?:a|an|the)\s+/i, '');
}

/**
 * What the model knows of common labels without being told: the "pre-training" of the classifier. Of
 * any other label it knows its name alone.
 */
export const commonLabels: Readonly<Record<string, string>> = {
  positive: 'love happy great excellent wonderful good recommend enjoy pleased thanks perfect best',
  negative:
    'hate sad angry bad terrible broken awful disappointed worst complaint useless poor never again',
  neutral: 'okay average so-so ordinary',
  spam: 'win prize free money offer click now winner lottery cheap pills urgent limited',
  ham: 'meeting lunch tomorrow notes project see you regards',
  urgent: 'urgent immediately emergency now critical outage asap',
  billing: 'invoice charged bill payment card refund subscription price',
  refund: 'money back refund return reimburse',
  technical: 'crash error bug login password software does not work install',
  shipping: 'parcel delivery late package courier address track',
  account: 'password login sign in profile email change account',
  complaint: 'unhappy complaint disappointed rude unacceptable',
  question: 'how what when where why can question wondering',
  bug: 'error crash broken fails exception wrong',
  feature: 'would like add wish idea support for improve feature',
};
