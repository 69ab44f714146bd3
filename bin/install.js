// Runs before `npm start` and `npm test`, and must itself need nothing that is installed. The syntax of this
// file is so old that a Node from 2018 gets as far as saying what is wrong with it: no static import,
// no export, no await.
const [major, minor] = process.versions.node.split('.').map(Number);

if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22) {
  import('./install/install.js')
    .then(({ install }) => install({ dev: process.argv.includes('--dev') }))
    .then((code) => {
      process.exitCode = code;
    });
} else {
  process.exitCode = 3;
  console.error(
    `The workbook needs Node 20.19, 22.12 or newer, and this is Node ${process.versions.node}.\n` +
      '  Get a newer one from https://nodejs.org (choose LTS), or with a version manager: nvm install --lts\n' +
      '  Then run the command again.',
  );
}
