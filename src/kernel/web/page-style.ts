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
.narrow { width: 3.4rem; }
.wall { text-align: center; }
.wall .code { font-size: 5rem; line-height: 1.2; font-weight: 700; letter-spacing: .12em; }
.wall .count { font-size: 2.4rem; }
.wall svg { width: min(70vw, 24rem); height: auto; }
@media print {
  @page { size: A4; margin: 14mm; }
  body { font-size: 12pt; }
  main { max-width: none; padding: 0; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  .screen-only { display: none; }
}
`
