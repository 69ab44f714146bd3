/** How many points a lesson gives under "In an interview". */
export function interviewPoints(lesson: string): number {
  const section = /^## In an interview\s*\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(lesson)?.[1] ?? '';
  return section.split('\n').filter((line) => /^([-*+]|\d+[.)]) /.test(line)).length;
}
