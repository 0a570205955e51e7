/** The style of reports: for screens of any width, light and dark, and for paper. */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --surface: #f5f7f9; --ink: #1b2026; --muted: #55606d; --quiet: #8b96a3; --rule: #e1e6eb;
  --data: #2566a8; --data-soft: #d3e2f1; --link: #1d5c9e;
  --good: #1b6e45; --good-soft: #e3f3ea; --warn: #8a5a00; --warn-soft: #fbf0d9; --bad: #b3261e; --bad-soft: #fbe7e5;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #10151b; --surface: #181f27; --ink: #e5eaf0; --muted: #a3afbc; --quiet: #748190; --rule: #2b343e;
    --data: #6fb1ee; --data-soft: #1f3a55; --link: #85bdf2;
    --good: #5fcf95; --good-soft: #16301f; --warn: #e6b450; --warn-soft: #33280f; --bad: #ff8a80; --bad-soft: #3a1a18;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Helvetica, Arial, sans-serif;
}
main, footer { max-width: 948px; margin: 0 auto; padding: 0 24px; }
h1, h2, h3, p, dl, dd, ul, figure { margin: 0; }
h1, h2, h3 { line-height: 1.2; font-weight: 650; letter-spacing: -0.01em; text-wrap: balance; }
h1 { font-size: 2.1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.5rem; overflow-wrap: anywhere; }
h3 { font-size: 1.1rem; margin: 40px 0 4px; }
a { color: var(--link); text-underline-offset: 2px; }
code { font: 0.875em/1.4 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
.top { padding: 56px 0 8px; }
.kicker { color: var(--muted); font-size: 0.8125rem; font-weight: 600; letter-spacing: 0.06em; text-transform: uppercase; }
.made, .about, .kind, .note, figcaption + .note { color: var(--muted); }
.made { margin-top: 4px; }
.note { font-size: 0.875rem; }
.verdict { display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: center; margin: 24px 0; padding: 14px 18px; border-radius: 8px; font-size: 1.125rem; font-weight: 600; }
.verdict.good { background: var(--good-soft); } .verdict.warning { background: var(--warn-soft); }
.verdict.bad { background: var(--bad-soft); } .verdict.nothing { background: var(--surface); }
.badge { display: inline-flex; align-items: center; gap: 6px; padding: 1px 10px 1px 8px; border-radius: 99px; font-size: 0.8125rem; font-weight: 600; line-height: 1.6; white-space: nowrap; }
.badge.good { color: var(--good); background: var(--good-soft); } .badge.warning { color: var(--warn); background: var(--warn-soft); }
.badge.bad { color: var(--bad); background: var(--bad-soft); } .badge.nothing { color: var(--muted); background: var(--surface); }
.verdict .badge { background: var(--page); }
.tiles { display: flex; flex-wrap: wrap; gap: 1px; background: var(--rule); border: 1px solid var(--rule); border-radius: 8px; overflow: hidden; }
.tiles > div { flex: 1 1 auto; background: var(--page); padding: 12px 16px; }
.tiles dt { color: var(--muted); font-size: 0.8125rem; }
.tiles dd { font-size: 1.25rem; font-weight: 600; font-variant-numeric: tabular-nums; line-height: 1.3; white-space: nowrap; }
.tiles small { display: block; color: var(--muted); font-size: 0.8125rem; font-weight: 400; }
nav { margin-top: 48px; }
nav h2, footer h2 { font-size: 1.1rem; margin-bottom: 8px; }
.job { margin-top: 64px; padding-top: 32px; border-top: 1px solid var(--rule); }
.job > header { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; margin-bottom: 16px; }
.job > header .about, .job > header .kind { flex-basis: 100%; }
.job > header .short { color: var(--muted); font-size: 0.9375rem; }
.job > header .kind { font-size: 0.875rem; }
.problems { margin-top: 12px; padding: 2px 16px 12px; border-left: 4px solid var(--warn); background: var(--surface); border-radius: 0 6px 6px 0; font-size: 0.9375rem; }
.problems.bad { border-color: var(--bad); }
.problems h3 { font-size: 0.875rem; margin: 10px 0 2px; letter-spacing: 0; }
.problems ul { padding-left: 18px; font-variant-numeric: tabular-nums; }
.problems .note, .problems p { margin-top: 8px; }
figure { margin-top: 32px; min-width: 0; }
.pairs + .note { margin-top: 20px; }
figcaption { font-weight: 600; }
figure > .scroll, figure > .chart { margin-top: 8px; }
.pairs { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 36px; }
.chart { display: block; width: 100%; height: auto; overflow: visible; font-size: 12px; color: var(--muted); fill: currentColor; text-anchor: middle; font-variant-numeric: tabular-nums; }
.chart text { font-family: inherit; }
.chart.narrow { display: none; }
.chart.grid { width: auto; max-width: none; }
.scroll { overflow-x: auto; border-radius: 4px; }
.scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.from-end { direction: rtl; } .from-end > * { direction: ltr; margin-right: auto; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin-top: 8px; padding: 0; list-style: none; color: var(--muted); font-size: 0.8125rem; }
.legend svg { vertical-align: -1px; }
table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; font-variant-numeric: tabular-nums; }
th, td { padding: 6px 16px 6px 0; text-align: left; vertical-align: baseline; border-bottom: 1px solid var(--rule); font-weight: 400; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--muted); font-size: 0.8125rem; white-space: nowrap; }
.number { text-align: right; white-space: nowrap; }
.overview th, .overview td { white-space: nowrap; }
.bars th[scope="row"] { width: 100%; position: relative; }
.bars .name { position: relative; overflow-wrap: anywhere; }
.bars .bar { position: absolute; left: 0; top: 3px; bottom: 3px; z-index: -1; border-radius: 3px; background: var(--data-soft); }
.bars tbody th { isolation: isolate; padding-left: 8px; }
.bars thead th:first-child { padding-left: 8px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
footer { margin-top: 72px; padding-top: 24px; padding-bottom: 64px; font-size: 0.9375rem; }
footer > * + * { margin-top: 12px; }
footer::before { content: ""; display: block; border-top: 1px solid var(--rule); margin-bottom: 28px; }
.meanings > div { display: grid; grid-template-columns: 130px 1fr; gap: 12px; padding: 3px 0; }
.meanings dt { font-weight: 600; } .meanings dd { color: var(--muted); }
@media screen and (max-width: 640px) {
  main, footer { padding: 0 18px; }
  h1 { font-size: 1.6rem; }
  .top { padding-top: 32px; }
  .tiles { display: grid; grid-template-columns: repeat(2, 1fr); }
  .tiles > .first { grid-column: 1 / -1; }
  .tiles > div { padding: 10px 12px; }
  .tiles dd { font-size: 1.1rem; }
  .pairs { grid-template-columns: minmax(0, 1fr); }
  .chart.wide { display: none; } .chart.narrow { display: block; }
  .meanings > div { grid-template-columns: 1fr; gap: 0; padding: 5px 0; }
  footer { padding-bottom: 48px; }
}
@media print {
  @page { margin: 14mm 13mm; }
  body { font-size: 10.5pt; }
  main, footer { max-width: none; padding: 0; }
  .top { padding-top: 0; }
  .job { break-before: page; margin-top: 0; padding-top: 0; border: 0; }
  figure, tr, .problems, .tiles, .verdict { break-inside: avoid; }
  h2, h3, figcaption { break-after: avoid; }
  table { font-size: 9pt; } th, td { padding: 3px 10px 3px 0; }
  .overview th, .overview td, thead th { white-space: normal; }
  .overview td.number { white-space: nowrap; }
  .tiles dd { font-size: 12pt; } .tiles > div { padding: 6px 12px; }
  figure { margin-top: 20px; } h3 { margin-top: 24px; } nav { margin-top: 28px; }
  .scroll { overflow: visible; }
  .chart.grid { width: auto; max-width: 100%; }
  .bars .bar, .badge, .verdict, .problems { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  a { color: inherit; text-decoration: none; }
}
`;
