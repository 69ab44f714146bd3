const suffixes: readonly (readonly [ending: RegExp, replacement: string])[] = [
  [/(?<=[a-z]{3})ies$/, 'y'],
  [/(?<=(?:s|x|z|ch|sh))es$/, ''],
  [/(?<=[a-z]{2}[^su])s$/, ''],
  [/(?<=[a-z]{3})ied$/, 'y'],
  [/(?<=[a-z]{3})(?:ing|ed)$/, ''],
  [/(?<=[a-z]{4})ly$/, ''],
  [/(?<=[a-z]{4})(?:ation|ment|ness)$/, ''],
];

/**
 * Takes the common English endings off a word, so that "charges", "charged" and "charging" meet.
 * Rough on purpose: it is the same for both sides of a comparison, and that is all it must be.
 *
 * @param word in lower case
 */
export function stem(word: string): string {
  if (!/^[a-z]+$/.test(word)) return word;
  let stemmed = word;
  for (const [ending, replacement] of suffixes) stemmed = stemmed.replace(ending, replacement);
  // "stopp" and "stop", "hope" and "hop(e)".
  stemmed = stemmed.replace(/([bdgmnprt])\1$/, '$1');
  return stemmed.length > 3 ? stemmed.replace(/e$/, '') : stemmed;
}

/** The words of a text, in lower case and without accents; numbers count as words. */
export function wordsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s\b/g, '');
  return plain.match(/[\p{L}\p{N}]+(?:[-'’./][\p{L}\p{N}]+)*/gu) ?? [];
}
