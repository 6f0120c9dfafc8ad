/** How a page looks: large type on an old phone and on a wall, black on white on paper. */
export const PAGE_STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #111; font: 20px/1.5 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 1.2rem; }
h1 { font-size: 1.7rem; line-height: 1.3; text-align: center; margin: .4rem 0 1rem; }
p { margin: .4rem 0; }
button { font: inherit; padding: .6rem 2.4rem; border: 0; border-radius: .5rem; background: #1d4a39; color: #fff; }
button:focus-visible { outline: 3px solid #c77800; outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; margin: .8rem 0; }
th, td { border: 1px solid #333; padding: .35rem .5rem; text-align: center; height: 2.6rem; }
.narrow { width: 5.4rem; white-space: nowrap; }
.signing .name { width: 8rem; }
.signing td { height: 3rem; }
.record td.text { text-align: left; white-space: pre-line; }
.wall { text-align: center; }
.wall .code { font-size: 5rem; line-height: 1.2; font-weight: 700; letter-spacing: .12em; }
.wall .count { font-size: 2.4rem; }
.wall svg { width: min(70vw, 24rem); height: auto; }
a { color: #1d4a39; text-underline-offset: 3px; }
a:focus-visible, input:focus-visible, select:focus-visible, .scrolls:focus-visible { outline: 3px solid #c77800; outline-offset: 2px; }
h2 { font-size: 1.3rem; margin: 1.4rem 0 .4rem; }
small { color: #5c564c; font-size: .85rem; }
form[role='search'] { display: flex; flex-wrap: wrap; gap: .8rem; align-items: end; margin: 0 0 1rem; }
form[role='search'] label { display: grid; gap: .2rem; flex: 1 1 12rem; }
input, select { font: inherit; padding: .5rem .6rem; border: 2px solid #6b6459; border-radius: .4rem; background: #fff; color: inherit; width: 100%; }
ul.board { list-style: none; margin: 0; padding: 0; }
ul.board li { border-top: 2px solid #e4ded3; padding: .9rem 0; display: grid; gap: .2rem; }
ul.board a { font-size: 1.15rem; font-weight: 600; }
.scrolls { overflow-x: auto; }
.ways { display: flex; flex-wrap: wrap; gap: .6rem 1.4rem; }
ul.rows { list-style: none; margin: .8rem 0; padding: 0; border-top: 4px solid #9c2a1f; }
ul.rows li { display: grid; grid-template-columns: 1fr auto; gap: .1rem .8rem; padding: .6rem .2rem; border-bottom: 2px solid #e4ded3; }
ul.rows .sum { background: #f6f3ed; }
ul.rows strong { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
ul.rows strong.in { color: #1d6b45; }
ul.rows strong.out { color: #9c2a1f; }
small.figure { text-align: right; }
summary { cursor: pointer; }
.scrolls { display: none; }
@media (min-width: 48rem), print {
  ul.rows { display: none; }
  .scrolls { display: block; }
}
td.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.summary { font-size: 1.25rem; font-weight: 600; }
.warning { border: 3px solid #9c2a1f; padding: .6rem .8rem; }
.phrase { display: inline-block; font-size: 1.4rem; letter-spacing: .06em; color: #9c2a1f; }
.changes { list-style: none; padding: 0; }
.changes li { padding: .3rem .6rem; border-left: 6px solid #1d6b45; margin: .3rem 0; }
.changes li.gone { border-color: #9c2a1f; }
.changes span { display: inline-block; min-width: 3.2rem; color: #5c564c; }
.checks { list-style: none; padding: 0; }
.checks li { padding: .5rem .8rem; border-left: 8px solid #8a8378; margin: .4rem 0; background: #f6f3ed; }
.checks li.good { border-color: #1d6b45; }
.checks li.bad { border-color: #9c2a1f; background: #fbeceb; }
pre.content { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; background: #f6f3ed; padding: .8rem; }
@page a3 { size: A3; margin: 16mm; }
.paper-A3 { page: a3; }
@media print {
  @page { size: A4; margin: 14mm; }
  body { font-size: 12pt; }
  main { max-width: none; padding: 0; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  .screen-only { display: none; }
}
`
