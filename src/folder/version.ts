/**
 * Whether a version comes before another: `0.9.1` before `0.10.0`, and `1.0.0-beta` before `1.0.0`. An empty text
 * is before all.
 */
export function isOlder(version: string, than: string): boolean {
  const [a, b] = [partsOf(version), partsOf(than)];
  const differing = a.numbers.findIndex((number, index) => number !== b.numbers[index]);
  if (differing >= 0) return (a.numbers[differing] ?? 0) < (b.numbers[differing] ?? 0);
  return a.isPreview && !b.isPreview;
}

function partsOf(version: string) {
  const [numbers = '', ...preview] = (version.split('+')[0] ?? '').split('-');
  const [major = 0, minor = 0, patch = 0] = numbers.split('.').map(Number);
  return { numbers: [major, minor, patch], isPreview: preview.length > 0 };
}
