export { createFolder, type NewFolder } from './create-folder.ts';
export { readManifest } from './manifest.ts';
export { versionOf } from './package-contents.ts';
export { packageName } from './package-name.ts';
export { dependencyFor, fileSpec, type ProgramPlace, sourceOf } from './package-source.ts';
export type { ExerciseUpdate, UpdatePlan, UpdateState } from './plan-update.ts';
export { type FolderUpdate, updateFolder } from './update-folder.ts';
export { isOlder } from './version.ts';
export type { Changes, Part } from './what-changed.ts';
