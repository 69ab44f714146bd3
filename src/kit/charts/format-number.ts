const significantDigits = 4;

/**
 * Writes a number as charts and tables show it: whole numbers in full, from five digits on with commas
 * between the thousands, others with four significant digits and no zeros at the end. `NaN` and
 * infinities keep their names.
 *
 * @example
 * formatNumber(18914);      // '18,914'
 * formatNumber(0.19921875); // '0.1992'
 * formatNumber(1e-9);       // '1e-9'
 */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return groupThousands(String(value));
  const short = String(Number(value.toPrecision(significantDigits)));
  return groupThousands(short.replace('e+', 'e'));
}

function groupThousands(digits: string): string {
  const [whole = '', ...fraction] = digits.split('.');
  if (whole.replace('-', '').length < 5 || whole.includes('e')) return digits;
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.');
}
