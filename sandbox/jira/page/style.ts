export const STYLE = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f7f8f9, #161a1d);
  --card: light-dark(#fff, #1d2125);
  --text: light-dark(#172b4d, #c7d1db);
  --soft: light-dark(#5e6c84, #8c9bab);
  --line: light-dark(#dfe1e6, #343a40);
  --link: light-dark(#0c66e4, #579dff);
  --code: light-dark(#f1f2f4, #22272b);
  --warn: light-dark(#fff7d6, #3d2e00);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
.sandbox { padding: 8px 16px; background: var(--warn); border-bottom: 1px solid var(--line); font-size: 13px; }
main { max-width: 1080px; margin: 0 auto; padding: 24px 16px 48px; }
h1 { font-size: 24px; line-height: 1.25; margin: 4px 0 16px; overflow-wrap: anywhere; }
h2 { font-size: 16px; margin: 28px 0 8px; }
h3 { font-size: 15px; margin: 20px 0 6px; }
.crumbs, .soft { color: var(--soft); font-size: 13px; }
.issue { display: grid; grid-template-columns: minmax(0, 1fr) 280px; gap: 24px; align-items: start; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 16px 20px; }
.text p { margin: 0 0 10px; overflow-wrap: anywhere; }
.text blockquote { margin: 0 0 10px; padding: 4px 14px; border-left: 3px solid var(--line); }
.scroll { overflow-x: auto; margin-bottom: 12px; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid var(--line); padding: 6px 10px; text-align: left; vertical-align: top; }
th { background: var(--code); font-weight: 600; white-space: nowrap; }
td p, th p { margin: 0 !important; overflow-wrap: break-word; }
pre { margin: 0; padding: 8px 10px; background: var(--code); border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere; }
code { font: 13px/1.45 ui-monospace, monospace; }
td p > code { white-space: nowrap; }
p > code { background: var(--code); padding: 1px 5px; border-radius: 4px; }
hr { border: 0; border-top: 1px solid var(--line); margin: 20px 0 12px; }
dl { margin: 0; display: grid; grid-template-columns: 90px minmax(0, 1fr); gap: 8px 12px; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
form { display: flex; flex-wrap: wrap; gap: 8px; margin: 0 0 16px; }
button { font: inherit; font-weight: 500; padding: 6px 14px; border-radius: 6px; border: 1px solid var(--line); background: var(--card); color: var(--text); cursor: pointer; }
button:hover { border-color: var(--link); }
button:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
button.main { background: var(--link); border-color: var(--link); color: light-dark(#fff, #161a1d); }
.status { display: inline-block; padding: 1px 8px; border-radius: 4px; font-size: 12px; font-weight: 700; text-transform: uppercase; white-space: nowrap; }
.new { background: light-dark(#dfe1e6, #38414a); color: light-dark(#42526e, #b6c2cf); }
.indeterminate { background: light-dark(#cce0ff, #09326c); color: light-dark(#0055cc, #cce0ff); }
.done { background: light-dark(#dcfff1, #164b35); color: light-dark(#216e4e, #baf3db); }
.comment { border-top: 1px solid var(--line); padding: 12px 0 4px; }
.label { background: var(--code); padding: 1px 6px; border-radius: 4px; font-size: 12px; margin-right: 4px; display: inline-block; }
@media (max-width: 720px) { .issue { grid-template-columns: minmax(0, 1fr); } }
`;
