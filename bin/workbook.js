#!/usr/bin/env node
// As in install.js, the syntax is so old that an old Node can say what is wrong with it.
const [major, minor] = process.versions.node.split('.').map(Number);

if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22) {
  import('./launch.js').then(({ launch }) => launch(process.argv.slice(2)));
} else {
  process.exitCode = 3;
  console.error(
    `The workbook needs Node 20.19, 22.12 or newer, and this is Node ${process.versions.node}.\n` +
      '  Get a newer one from https://nodejs.org (choose LTS), or with a version manager: nvm install --lts',
  );
}
