// How the preview looks: a plain tool beside the newspaper, by day and by night, on a phone, with
// the system's own colors, and not at all on paper.
(document.currentScript.preview ??= {}).look = `
:host {
  all: initial !important;
  display: block !important;
  block-size: var(--room, 0) !important;
  color-scheme: light dark;
  --paper: #fffefc;
  --field: #f4f3ef;
  --ink: #1b1c1f;
  --soft: #5a5d65;
  --rule: #dcdad3;
  --edge: #8f8d86;
  --error: #b3261e;
  --warning: #855400;
  --link: #0b51c5;
  --shadow: 0 1px 2px rgb(20 18 12 / 0.12), 0 8px 28px rgb(20 18 12 / 0.18);
  --plain: ui-sans-serif, system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  --typed: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono", "DejaVu Sans Mono", "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :host {
    --paper: #202124;
    --field: #17181a;
    --ink: #ecebe8;
    --soft: #a9abb1;
    --rule: #3b3d42;
    --edge: #777a82;
    --error: #ff8f85;
    --warning: #eebb5c;
    --link: #8db8ff;
    --shadow: 0 0 0 1px rgb(255 255 255 / 0.06), 0 8px 28px rgb(0 0 0 / 0.6);
  }
}
@media print {
  :host { display: none !important; }
}
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
h2, p, ul, pre { margin: 0; padding: 0; }
ul { list-style: none; }
button { margin: 0; border: 0; padding: 0; background: none; color: inherit; font: inherit; cursor: pointer; }
a { color: var(--link); text-decoration: underline 1px; text-underline-offset: 0.18em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
svg { display: block; inline-size: 16px; block-size: 16px; fill: none; stroke: currentcolor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }

.dock {
  position: fixed;
  inset: auto 0 0;
  z-index: 2147483647;
  display: flex;
  flex-direction: column;
  align-items: flex-start;
  gap: 8px;
  padding: 12px;
  max-block-size: 100vh;
  color: var(--ink);
  font: 13px/1.45 var(--plain);
  text-align: start;
  pointer-events: none;
}
.dock:not(:has(> :not(.unseen, [hidden], :empty))) { padding: 0; }
.dock > * { pointer-events: auto; }
.unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.errors, .sheet, .bar, .notice p, .unfold, .again {
  border: 1px solid var(--rule);
  border-radius: 8px;
  background: var(--paper);
  box-shadow: var(--shadow);
}

/* The errors. */
.errors, .sheet {
  align-self: center;
  inline-size: min(100%, 60rem);
  max-block-size: min(62vh, 38rem);
  min-block-size: 0;
  overflow: auto;
  overscroll-behavior: contain;
}
.errors:focus { outline: none; }
.errors header {
  position: sticky;
  inset-block-start: 0;
  z-index: 1;
  display: flex;
  align-items: baseline;
  gap: 12px;
  border-block-end: 1px solid var(--rule);
  padding: 12px 10px 8px 16px;
  background: linear-gradient(var(--error) 4px, var(--paper) 4px);
}
.errors h2 { color: var(--error); font-size: 16px; font-weight: 650; white-space: nowrap; }
.errors header p { flex: 1; color: var(--soft); }
.hide { display: flex; align-items: center; align-self: center; gap: 6px; border-radius: 5px; padding: 6px; color: var(--soft); }
.hide:hover, .icon:hover { background: var(--field); color: var(--ink); }
kbd { border: 1px solid var(--rule); border-radius: 4px; padding: 0 5px; font: 11px/1.5 var(--plain); }
.problem { padding: 14px 16px; font: 13px/1.55 var(--typed); font-variant-ligatures: none; }
.problem + .problem { border-block-start: 1px solid var(--rule); }
.words { display: block; white-space: pre-wrap; overflow-wrap: anywhere; }
.title { font-weight: 600; }
.head { color: var(--soft); font-weight: 400; }
.title .head { font-weight: 600; }
.error .title .head, .error .mark { color: var(--error); }
.warning .title .head, .warning .mark { color: var(--warning); }
.note .title .head, .note .mark { color: var(--link); }
.mark { font-weight: 600; }
.quoted {
  overflow-x: auto;
  margin-block: 6px;
  border-radius: 5px;
  padding: 8px 10px;
  background: var(--field);
  font: inherit;
  white-space: pre;
  tab-size: 4;
}
.quoted:last-child { margin-block-end: 0; }
.gutter { color: var(--soft); }
.place { white-space: pre-wrap; overflow-wrap: anywhere; }

/* The errors that were hidden. */
.again { border-color: var(--error); padding: 5px 12px; color: var(--error); font-weight: 600; }
.again:hover { background: var(--field); }

/* The problems that keep nothing from being printed. */
.sheet { align-self: flex-start; }
.sheet h2 { padding: 12px 16px 0; color: var(--soft); font-size: 13px; font-weight: 600; }
.sheet ul + h2 { border-block-start: 1px solid var(--rule); }
.rest { padding: 0 16px 14px; color: var(--soft); }

/* The bar. */
.bar { display: flex; align-items: center; gap: 2px; max-inline-size: 100%; min-block-size: 34px; padding: 3px 4px 3px 12px; }
.facts { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 14px; min-inline-size: 0; margin-inline-end: 8px; }
.state { border-radius: 4px; padding: 1px 7px; background: var(--warning); color: var(--paper); font-weight: 600; }
.state::first-letter { text-transform: uppercase; }
.state.expires { box-shadow: inset 0 0 0 1px var(--warning); background: none; color: var(--warning); }
.state + .state { margin-inline-start: -8px; }
.warnings { border-radius: 4px; padding: 2px 0; color: var(--soft); text-decoration: underline 1px; text-underline-offset: 0.18em; }
.warnings::after { content: "" / ""; display: inline-block; margin-inline: 6px 2px; border: solid currentcolor; border-width: 0 1.5px 1.5px 0; padding: 2.5px; rotate: 225deg; translate: 0 1px; }
.warnings[aria-expanded="true"]::after { rotate: 45deg; translate: 0 -2px; }
.warnings.own { color: var(--warning); font-weight: 600; }
.warnings:hover { color: var(--ink); }
.source { overflow: hidden; min-inline-size: 0; font: 12px/1.6 var(--typed); text-overflow: ellipsis; white-space: nowrap; }
.folder { opacity: 0.85; }
.length, .clock { color: var(--soft); white-space: nowrap; font-variant-numeric: tabular-nums; }
.clock { border-radius: 4px; padding: 1px 7px; box-shadow: inset 0 0 0 1px var(--edge); }
.icon { flex: none; border-radius: 5px; padding: 6px; color: var(--soft); }
.unfold { padding: 8px; }
.unfold.attention { border-color: var(--warning); color: var(--warning); }

/* What the tab says of itself. */
.notice { display: flex; flex-direction: column; align-items: flex-start; gap: 8px; }
.notice:empty { position: absolute; }
.notice p { padding: 7px 14px; }
.notice .gone { border-color: var(--warning); }
.notice .gone-away::before { content: "" / ""; display: inline-block; margin-inline-end: 9px; border-radius: 50%; padding: 4px; background: var(--warning); }

@media (max-width: 34rem) {
  .dock { padding: 8px; }
  .errors, .sheet { max-block-size: 70vh; }
  .errors header { gap: 10px; padding-inline-start: 12px; }
  .errors header p { font-size: 12px; line-height: 1.3; }
  .problem { padding: 12px; font-size: 12px; }
  .sheet h2 { padding-inline: 12px; }
  .folder, kbd { display: none; }
  .hide, .icon { padding: 9px; }
  .warnings { padding-block: 7px; }
  .facts { gap: 0 12px; }
}
@media (prefers-reduced-motion: no-preference) {
  .errors, .sheet, .notice p { animation: rise 140ms ease-out; }
  .notice .gone-away::before { animation: breathe 1.6s ease-in-out infinite alternate; }
  @keyframes rise { from { translate: 0 6px; opacity: 0; } }
  @keyframes breathe { to { opacity: 0.3; } }
}
@media (forced-colors: active) {
  .errors header { border-block-start: 4px solid; }
  .state { border: 1px solid; }
}
`;
