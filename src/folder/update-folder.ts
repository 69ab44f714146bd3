import { exitCode, WorkbookError } from '../errors.ts';
import { updateSteps } from './apply-update.ts';
import { findFiles } from './folder-files.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { type PackageContents, readPackageContents } from './package-contents.ts';
import { fingerprintsIn, planUpdate, type UpdatePlan } from './plan-update.ts';
import { isOlder } from './version.ts';

/** What an update has done. */
export interface FolderUpdate {
  readonly plan: UpdatePlan;
  /** Copies of what the learner had changed of the package's own files: paths from the folder. */
  readonly copies: readonly string[];
}

/**
 * Brings a learner's folder to the version of a package. Called again, it repairs what is missing or damaged of
 * the package's own files, and does what an interrupted update has left.
 *
 * @param root the learner's folder
 * @param lender the folder of the package
 * @throws WorkbookError when workbook.json is missing or damaged, the package is older than what is there, or the
 *   disk does not let it
 */
export function updateFolder(root: string, lender: string): FolderUpdate {
  const manifest = readManifest(root);
  if (manifest === null) {
    throw new WorkbookError(
      `${root} is no folder of a learner: it has no workbook.json.`,
      'Go to yours, or make one: npx ai-engineer-workbook init my-workbook',
      exitCode.wrongCall,
    );
  }
  const next = readPackageContents(lender);
  if (isOlder(next.version, manifest.version)) {
    throw new WorkbookError(
      `The exercises here are of version ${manifest.version}, and the package is older: ${next.version}.`,
      `Get version ${manifest.version} or a newer one: npx workbook update, with --from where you have it as a file.`,
      exitCode.wrongCall,
    );
  }
  return bringTo(next, { root, lender, manifest });
}

interface Folder {
  readonly root: string;
  readonly lender: string;
  readonly manifest: Manifest;
}

/** Plans and does what brings a folder to the contents of a package. */
export function bringTo(next: PackageContents, { root, lender, manifest }: Folder): FolderUpdate {
  const plan = planUpdate(manifest, findFiles(root, next.files.keys()), next);
  const steps = updateSteps(plan, { root, lender, manifest, pending: fingerprintsIn(next) });
  for (;;) {
    const step = steps.next();
    if (step.done) return { plan, copies: step.value };
  }
}
