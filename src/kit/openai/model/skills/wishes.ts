/** The wishes of a request, in waves: "A and B, then C" is A and B at once, and C after them. */
export function wavesOf(text: string): readonly (readonly string[])[] {
  return text
    .split(/\s*[,.;]?\s*\b(?:and then|then|after that|afterwards|finally)\b\s*,?\s*/i)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const wishes = part
        .split(/(?<=[?.!;])\s+|\s*,?\s+\band (?=(?:also |please )?[a-z]{3,} )/)
        .filter((wish) => wish.trim() !== '');
      return wishes.length === 0 ? [part] : wishes;
    });
}

/** Whether a value stands in a list of its kind: "Paris and Rome", "A1, B2 and C3". */
export function isListed(text: string, value: string): boolean {
  const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(
    `(?:,|\\band|\\bor)\\s+(?:the |in |for |of )?#?${escaped}\\b|\\b${escaped}\\s*(?:,|and\\b|or\\b)`,
  ).test(text);
}
