/** Of the page; colours are those of the pictures (src/pictures/theme.ts). */
export const STYLE = `
:root {
  color-scheme: light dark;
  --surface: light-dark(#ffffff, #16181c);
  --raised: light-dark(#f4f5f7, #20242a);
  --ink: light-dark(#1b1b1b, #ececec);
  --quiet: light-dark(#555555, #b4b4b4);
  --line: light-dark(#d4d4d4, #3c4047);
  --accent: light-dark(#005a8f, #6cbcf5);
  --bad: light-dark(#a40000, #ff8a80);
}
:root[data-theme=light] { color-scheme: light; }
:root[data-theme=dark] { color-scheme: dark; }
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  max-width: 1500px;
  padding: 1rem clamp(0.75rem, 3vw, 2.5rem) 4rem;
  background: var(--surface);
  color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif;
}
header { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: start; justify-content: space-between; }
header > div { flex: 1 1 20rem; }
h1 { margin: 0; font-size: 1.6rem; overflow-wrap: anywhere; }
h2 { margin: 2.2rem 0 0.6rem; font-size: 1.2rem; }
p { margin: 0.25rem 0; overflow-wrap: anywhere; }
.quiet { color: var(--quiet); }
.notices { margin: 1rem 0; padding: 0.6rem 1rem 0.6rem 2rem; border-left: 4px solid var(--bad); background: var(--raised); }
.notices li { overflow-wrap: anywhere; }
.tables { display: flex; flex-wrap: wrap; gap: 1rem 3rem; align-items: start; }
button, input {
  font: inherit;
  color: var(--ink);
  background: var(--raised);
  border: 1px solid var(--line);
  border-radius: 6px;
  padding: 0.25rem 0.7rem;
}
button { cursor: pointer; }
button:hover { border-color: var(--quiet); }
button[aria-pressed=true] { background: var(--ink); color: var(--surface); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.toolbar { display: flex; flex-wrap: wrap; gap: 0.4rem; align-items: center; margin: 0.4rem 0; }
.toolbar label { margin-left: auto; }
.scroll { overflow-x: auto; }
.chart { min-width: 680px; }
details { margin: 0.4rem 0 1rem; }
summary { cursor: pointer; color: var(--accent); }
.table { overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--quiet); padding: 0.2rem 0; }
th, td { padding: 0.2rem 0.8rem 0.2rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { font-weight: 600; }
tbody th { font-weight: 400; }
.right { text-align: right; }
.tip { max-width: 26rem; white-space: normal; overflow-wrap: anywhere; line-height: 1.4; }
.tip strong { display: block; }
.tip span { display: block; }
@media print { .toolbar, button { display: none; } }
`;
