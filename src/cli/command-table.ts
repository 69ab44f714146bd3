import type { CommandEntry } from './command.ts';

/** Every command, in the order in which the help lists them. */
export const commandTable: readonly CommandEntry[] = [
  {
    name: 'watch',
    summary: 'work on an exercise: every save is checked at once (the default)',
    load: async () => (await import('./commands/watch.ts')).watchCommand,
  },
  {
    name: 'list',
    summary: 'chapters and exercises, and how far you are',
    load: async () => (await import('./commands/list.ts')).listCommand,
  },
  {
    name: 'tracks',
    summary: 'orders through a part of the exercises; choose one to follow',
    load: async () => (await import('./commands/tracks.ts')).tracksCommand,
  },
  {
    name: 'show',
    summary: 'the lesson of an exercise',
    load: async () => (await import('./commands/show.ts')).showCommand,
  },
  {
    name: 'run',
    summary: 'run the specs once: of an exercise, a chapter or all',
    load: async () => (await import('./commands/run.ts')).runCommand,
  },
  {
    name: 'hint',
    summary: 'the next hint; earlier ones stay visible',
    load: async () => (await import('./commands/hint.ts')).hintCommand,
  },
  {
    name: 'demo',
    summary: 'draw what your code does',
    load: async () => (await import('./commands/demo.ts')).demoCommand,
  },
  {
    name: 'compare',
    summary: 'your file beside the reference, and why the reference is written so',
    load: async () => (await import('./commands/compare.ts')).compareCommand,
  },
  {
    name: 'reset',
    summary: 'put the untouched stub back; a copy of your file is kept',
    load: async () => (await import('./commands/reset.ts')).resetCommand,
  },
  {
    name: 'undo',
    summary: 'bring your file back as it was before',
    load: async () => (await import('./commands/undo.ts')).undoCommand,
  },
  {
    name: 'catch-up',
    summary: 'put the reference in place to go on with a group; a copy of your file is kept',
    load: async () => (await import('./commands/catch-up.ts')).catchUpCommand,
  },
  {
    name: 'export',
    summary: 'a small file of how far you are, for whoever leads your workshop; never your code',
    load: async () => (await import('./commands/export.ts')).exportCommand,
  },
  {
    name: 'unlock',
    summary: 'open the reference of an exercise with a code that you were given',
    load: async () => (await import('./commands/unlock.ts')).unlockCommand,
  },
  {
    name: 'workshop',
    summary: 'lead a workshop: timetable, guide, archives for participants, how the room did',
    load: async () => (await import('./commands/workshop.ts')).workshopCommand,
  },
  {
    name: 'init',
    summary: 'make a folder of your own, which depends on this package',
    load: async () => (await import('./commands/init.ts')).initCommand,
  },
  {
    name: 'update',
    summary: 'bring the newest version into a folder of your own; your files stay',
    load: async () => (await import('./commands/update.ts')).updateCommand,
  },
  {
    name: 'verify',
    summary: 'prove the exercises themselves: stub, specs, solution and mistakes',
    load: async () => (await import('./commands/verify.ts')).verifyCommand,
  },
  {
    name: 'doctor',
    summary: 'check that this machine has what the workbook needs',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand,
  },
  {
    name: 'openai',
    summary: 'serve the offline OpenAI API to other programs',
    load: async () => (await import('./commands/openai.ts')).openaiCommand,
  },
  {
    name: 'author',
    summary: 'generate stubs and diagnoses (for those who write exercises)',
    hidden: true,
    load: async () => (await import('./commands/author.ts')).authorCommand,
  },
];
