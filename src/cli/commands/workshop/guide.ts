import { Command } from 'commander';
import { findTrack, guideOf } from '../../../workshop/index.ts';
import { unlockCodesOf } from '../../../workshop/workshop-secret.ts';
import type { CommandContext } from '../../command.ts';
import { renderGuide } from '../../workshop/render-guide.ts';
import {
  type DocumentOptions,
  documentOptions,
  writeDocument,
} from '../../workshop/write-document.ts';

/** `workbook workshop guide`: what the one who leads it has to know. */
export function guideCommand(context: CommandContext): Command {
  const command = new Command('guide')
    .summary('one document for whoever leads it')
    .description(
      'Makes one document for the facilitator: of each exercise the point, what people get wrong and what to ask them, when to move on, and the reference with its why. After a pack with --sealed also its codes.',
    )
    .argument('<track>', 'the id, its beginning, or words of the title');
  for (const option of documentOptions) command.addOption(option);
  return command
    .addHelpText(
      'after',
      '\nExamples:\n  npx workbook workshop guide honest-evaluation\n  npx workbook workshop guide career-switch --out guide.html',
    )
    .action(async (query: string, options: DocumentOptions) => {
      const catalog = await context.catalog();
      const codes = unlockCodesOf(catalog.root, catalog.exercises) ?? undefined;
      const guide = guideOf(findTrack(catalog, query), { codes });
      const title = `${guide.track.title}: guide`;
      writeDocument(context.terminal, { title, markdown: renderGuide(guide) }, options);
    });
}
