import { posix } from 'node:path';
import { fingerprintOf, type ManifestExercise } from './manifest.ts';
import type { NewExercise, PackageContents } from './package-contents.ts';

export type Part = 'lesson' | 'specs' | 'hints' | 'demo';

/** How an exercise differs from what it was in the version before. */
export interface Changes {
  /** The id that it had before, when it has another one now. */
  readonly formerId: string | null;
  /** Functions that it did not have. */
  readonly added: readonly string[];
  /** Functions that it has no more. */
  readonly gone: readonly string[];
  /** Functions that were stretch and are core now, and the other way round. */
  readonly nowCore: readonly string[];
  readonly nowStretch: readonly string[];
  readonly starter: boolean;
  readonly parts: readonly Part[];
}

/** An exercise in the version before. */
export interface ExerciseBefore extends ManifestExercise {
  readonly id: string;
  /** All files of the package: path → fingerprint. */
  readonly files: Readonly<Record<string, string>>;
}

/** Compares an exercise with what it was in the version before. */
export function whatChanged(
  before: ExerciseBefore,
  now: NewExercise,
  next: PackageContents,
): Changes {
  const functionsBefore = [...before.core, ...before.stretch];
  const functionsNow = [...now.core, ...now.stretch];
  const isOther = (nameBefore: string, nameNow: string) => {
    const content = next.files.get(posix.join(now.folder, nameNow));
    const fingerprint = before.files[posix.join(before.folder, nameBefore)];
    return fingerprint !== (content && fingerprintOf(content));
  };
  const parts: readonly [Part, string, string][] = [
    ['lesson', 'README.md', 'README.md'],
    ['specs', `${before.id}.spec.ts`, `${now.id}.spec.ts`],
    ['hints', 'hints.md', 'hints.md'],
    ['demo', 'demo.ts', 'demo.ts'],
  ];
  return {
    formerId: before.id === now.id ? null : before.id,
    added: functionsNow.filter((name) => !functionsBefore.includes(name)),
    gone: functionsBefore.filter((name) => !functionsNow.includes(name)),
    nowCore: now.core.filter((name) => before.stretch.includes(name)),
    nowStretch: now.stretch.filter((name) => before.core.includes(name)),
    starter: before.starter !== fingerprintOf(now.starter),
    parts: parts.flatMap(([part, ...names]) => (isOther(...names) ? [part] : [])),
  };
}
