import { join, relative } from 'node:path';
import { type Catalog, type Exercise, loadCatalog } from '../catalog/index.ts';
import { exercisesFolder } from './folder-files.ts';

/**
 * The exercises of a package as they stand in a learner's folder once that is up to date. What the learner has put
 * there besides, and may be half done, is not looked at.
 *
 * @throws WorkbookError when the package's exercises are not as they should be
 */
export function lentCatalog(root: string, lender: string): Catalog {
  const own = join(lender, exercisesFolder);
  const place = (path: string) => join(root, exercisesFolder, relative(own, path));
  const rebased = (exercise: Exercise): Exercise => {
    const { folder, readme, learner, spec, hints, demo, diagnoses, ...lent } = exercise.files;
    return {
      ...exercise,
      files: {
        ...lent,
        folder: place(folder),
        readme: place(readme),
        learner: place(learner),
        spec: place(spec),
        hints: place(hints),
        demo: place(demo),
        diagnoses: place(diagnoses),
      },
    };
  };
  const { chapters, exercises } = loadCatalog(lender);
  return {
    root,
    chapters: chapters.map((chapter) => ({
      ...chapter,
      folder: place(chapter.folder),
      exercises: chapter.exercises.map(rebased),
    })),
    exercises: exercises.map(rebased),
  };
}
