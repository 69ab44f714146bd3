/** The style of the report's page: light, dark, and on A4. */
export const reportStyle = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1c2530; --soft: #566473; --line: #d6dde5; --raised: #f5f7fa;
  --mastered: #17456f; --solved: #3b7fbf; --begun: #b4c6d8; --new: #e9edf2;
  --caught: #d08a2e; --caught-ground: #f6e3c6; --plan: #c2410c; --box: #a9c8e6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12171d; --ink: #e4e9ef; --soft: #9fabb8; --line: #303a45; --raised: #1a2129;
    --mastered: #8fc1ee; --solved: #4a8bc9; --begun: #4c5d6e; --new: #232c36;
    --caught: #e0a04a; --caught-ground: #4d3a1f; --plan: #fb923c; --box: #35597c;
  }
}
@media print {
  :root {
    color-scheme: light;
    --paper: #ffffff; --ink: #1c2530; --soft: #566473; --line: #d6dde5; --raised: #f5f7fa;
    --mastered: #17456f; --solved: #3b7fbf; --begun: #b4c6d8; --new: #e9edf2;
    --caught: #d08a2e; --caught-ground: #f6e3c6; --plan: #c2410c; --box: #a9c8e6;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1.5rem 4rem; max-width: 62rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  -webkit-print-color-adjust: exact; print-color-adjust: exact;
}
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p { margin: .5rem 0; }
.soft { color: var(--soft); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: .75rem; margin: 1.25rem 0; padding: 0; }
.tiles div { background: var(--raised); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; }
.tiles dt { color: var(--soft); font-size: .875rem; }
.tiles dd { margin: 0; font-size: 1.5rem; font-weight: 600; }
.legend { display: flex; flex-wrap: wrap; gap: .35rem 1.1rem; font-size: .875rem; color: var(--soft); }
.legend span { display: inline-flex; align-items: center; gap: .4rem; }
.swatch { width: 18px; height: 12px; } .swatch.wide { width: 28px; }
.patterns { position: absolute; }
.figures { overflow-x: auto; }
.figures svg { display: block; width: 100%; min-width: 44rem; height: auto; }
svg text { fill: var(--ink); font-size: 13px; }
svg .small { fill: var(--soft); font-size: 12px; }
svg .number { font-weight: 600; } svg .value { font-variant-numeric: tabular-nums; }
.mastered { fill: var(--mastered); } .solved { fill: var(--solved); } .begun { fill: var(--begun); } .new { fill: var(--new); }
.caughtUp { fill: url(#stripes); } .stripe { fill: var(--caught); } .stripe-ground { fill: var(--caught-ground); }
.grid { stroke: var(--line); } .box { fill: var(--box); } .plan { fill: var(--plan); stroke: var(--paper); stroke-width: 1; }
.median { stroke: var(--ink); stroke-width: 3; }
.met { list-style: none; padding: 0; margin: 0; }
.met li { padding: .75rem 0; border-top: 1px solid var(--line); break-inside: avoid; }
.met .head { display: flex; gap: .75rem; align-items: baseline; font-weight: 600; }
.met .head .where { color: var(--soft); font-weight: 400; white-space: nowrap; }
.met .share { display: flex; align-items: center; gap: .75rem; margin: .25rem 0; color: var(--soft); font-size: .875rem; }
.met svg { width: 16rem; height: 10px; flex: none; }
.met p { margin: .25rem 0 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .3rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--soft); font-weight: 600; vertical-align: bottom; }
.text { text-align: left; }
td:not(.text) { white-space: nowrap; }
tr { break-inside: avoid; }
code { font: .875em ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; background: var(--raised); padding: .1em .3em; border-radius: .25em; overflow-wrap: anywhere; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .75rem; font-size: .875rem; color: var(--soft); }
@page { size: A4; margin: 14mm; }
@media print {
  body { padding: 0; max-width: none; font-size: 10.5pt; }
  h2, h3 { break-after: avoid; }
  .chapter, .whole { break-inside: avoid; }
  h1 { font-size: 1.4rem; } h2 { margin-top: 1.1rem; } h3 { margin-top: .5rem; }
  table { font-size: 8pt; } th, td { padding: .15rem .3rem; } .whole td:first-child { min-width: 11rem; }
  .legend { font-size: 8.5pt; gap: .2rem .7rem; }
  .figures, .scroll { overflow: visible; }
  .figures svg { min-width: 0; }
  .tiles { grid-template-columns: repeat(4, 1fr); gap: .4rem; margin: .6rem 0; }
  .tiles div { padding: .3rem .6rem; } .tiles dt { font-size: 8.5pt; } .tiles dd { font-size: 1.1rem; }
}
`;
