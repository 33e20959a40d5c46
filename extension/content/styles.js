// @ts-check
// How Proviso looks. Applied through adoptedStyleSheets: no <style> element, nothing for a page's security policy to refuse.
// Calm on purpose: one quiet surface, colour only on the shape of a severity, no motion.

const BASE_STYLE = `
:host { all: initial !important; position: fixed !important; inset: 0 auto auto 0 !important; width: 0 !important; height: 0 !important;
  z-index: 2147483647 !important; }
* { box-sizing: border-box; margin: 0; }
[hidden] { display: none !important; }
.frame {
  --surface: #ffffff; --raised: #f5f7f9; --ink: #1a2230; --soft: #55606e; --line: #d3d9e1; --strong-line: #828d9b; --accent: #24477f;
  --on-accent: #ffffff; --error: #b3261e; --warning: #8a5200; --info: #2a5da8; --clear: #1d6b43; --off: #55606e; --focus: #1d5fd1;
  --shadow: 0 1px 2px rgb(16 24 40 / 0.08), 0 8px 28px rgb(16 24 40 / 0.16); color-scheme: light;
  font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: var(--ink); text-align: start;
}
.frame[data-theme="dark"] {
  --surface: #1d232b; --raised: #272e38; --ink: #eaeef4; --soft: #abb4c1; --line: #3b4553; --strong-line: #8792a1; --accent: #a9c8ff;
  --on-accent: #0c1c36; --error: #ff9d94; --warning: #f3bb68; --info: #93bfff; --clear: #7ad39b; --off: #abb4c1; --focus: #8ab8ff;
  --shadow: 0 1px 2px rgb(0 0 0 / 0.4), 0 10px 32px rgb(0 0 0 / 0.55); color-scheme: dark;
}
@media (prefers-contrast: more) {
  .frame { --line: #1a2230; --soft: #1a2230; --strong-line: #1a2230; }
  .frame[data-theme="dark"] { --line: #eaeef4; --soft: #eaeef4; --strong-line: #eaeef4; }
}
@media (forced-colors: active) {
  .frame { --line: CanvasText; --strong-line: ButtonText; --focus: Highlight; }
  .frame .sheet, .frame .pill { border-width: 2px; }
  .frame .button.primary { border-color: Highlight; }
}
.shape { flex: none; width: 16px; height: 16px; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round;
  stroke-linejoin: round; }
.shape.wait { stroke-width: 2.4; }
.shape.error, .tone.error { color: var(--error); }
.shape.warning, .tone.warning { color: var(--warning); }
.shape.info, .tone.info { color: var(--info); }
.shape.clear { color: var(--clear); }
.shape.off, .shape.wait { color: var(--off); }
.tone { display: inline-flex; align-items: center; gap: 6px; font-size: 12.5px; font-weight: 600; }
.sheet { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shadow); overflow-wrap: anywhere; }
button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; text-align: start; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
[tabindex="-1"]:focus-visible { outline: none; }
.button { min-height: 30px; padding: 4px 12px; border: 1px solid var(--strong-line); border-radius: 8px; font-size: 13px; font-weight: 600; }
.button:hover { background: var(--raised); }
.button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.button.primary:hover { filter: brightness(1.08); }
.button:disabled { opacity: 0.45; cursor: default; }
.link { min-height: 24px; padding: 2px 4px; border-radius: 4px; font-size: 13px; color: var(--soft); text-decoration: underline;
  text-underline-offset: 3px; }
.link:hover { color: var(--ink); }
.icon { display: grid; place-items: center; width: 28px; height: 28px; border-radius: 8px; color: var(--soft); }
.icon:hover { background: var(--raised); color: var(--ink); }
.soft { color: var(--soft); font-size: 13px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.what { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 10px; min-width: 0; }
.excerpt { color: var(--soft); font-size: 13px; }
.fix { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; }
.change { flex: 1 1 170px; font-size: 13px; color: var(--soft); }
.change del { text-decoration-thickness: 1px; }
.change ins { color: var(--ink); text-decoration: none; }
.change .unsafe { display: block; font-size: 12.5px; }
.clause { padding-inline-start: 12px; border-inline-start: 2px solid var(--line); }
.clause + .clause { margin-top: 8px; }
.more .clause { margin-top: 6px; }
.clause blockquote { font-family: Georgia, "Times New Roman", serif; font-size: 14px; }
.clause cite { display: block; font-style: normal; color: var(--soft); font-size: 12.5px; }
.why { display: flex; flex-direction: column; align-items: start; gap: 6px; min-height: 0; }
.why > .link { margin-inline-start: -4px; }
.traces, .trace { display: grid; gap: 6px; width: 100%; font-size: 13px; }
.trace + .trace { padding-top: 8px; border-top: 1px solid var(--line); }
h3 { font-size: 13px; font-weight: 650; }
.label { font-weight: 600; }
.steps, .plain { list-style: none; padding: 0; display: grid; gap: 4px; }
.steps li { display: grid; grid-template-columns: 84px 1fr; gap: 8px; }
.steps .soft { display: block; }
.answer { font-weight: 600; white-space: nowrap; }
summary { min-height: 24px; color: var(--soft); font-size: 13px; cursor: pointer; border-radius: 4px; }
`;

const PANEL_STYLE = `
.pill { position: fixed; top: 0; left: 0; display: inline-flex; align-items: center; gap: 6px; height: 26px; padding: 0 10px 0 7px;
  background: var(--surface); border: 1px solid var(--line); border-radius: 13px; font-size: 12.5px; font-weight: 600; line-height: 1;
  white-space: nowrap; }
.pill.small { padding: 0 4px; border-color: transparent; background: none; }
.pill.small:hover, .pill.small:focus-visible { background: var(--surface); border-color: var(--line); }
.pill:hover { border-color: var(--strong-line); }
.list { position: fixed; top: 0; left: 0; display: flex; flex-direction: column; width: min(340px, calc(100vw - 16px)); }
.head { display: flex; align-items: start; gap: 8px; padding: 8px 8px 8px 14px; }
.head p { flex: 1; padding-block: 4px; font-weight: 600; }
.note { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 0 14px 10px; }
.items { list-style: none; padding: 0; overflow-y: auto; overscroll-behavior: contain; border-top: 1px solid var(--line); }
.items:empty { display: none; }
.items li { padding: 12px 14px; display: grid; gap: 10px; }
.items li + li { border-top: 1px solid var(--line); }
.open { display: grid; gap: 3px; padding: 4px 6px; margin: -4px -6px; border-radius: 6px; }
.open:hover { background: var(--raised); }
.open .message { text-wrap: pretty; }
.list .why { padding: 6px 14px; border-top: 1px solid var(--line); }
.list .traces { overflow-y: auto; overscroll-behavior: contain; padding-bottom: 6px; }
.foot { display: flex; align-items: center; gap: 6px; padding: 6px 14px; border-top: 1px solid var(--line); }
`;

const CARD_STYLE = `
.card { position: fixed; top: 0; left: 0; width: min(340px, calc(100vw - 16px)); overflow-y: auto; overscroll-behavior: contain;
  padding: 8px 14px 12px; display: grid; gap: 10px; }
.card .head { display: flex; align-items: start; justify-content: space-between; gap: 6px; margin-inline-end: -6px; }
.card .head .what { min-height: 28px; }
.card .head.back { flex-direction: row-reverse; justify-content: start; margin-inline: -6px 0; }
[dir="rtl"] .turn { transform: scaleX(-1); }
h2 { font-size: 16px; font-weight: 650; line-height: 1.3; text-wrap: balance; outline: none; }
.card .top { display: grid; gap: 3px; }
.card .fixes, .card .clauses { display: grid; gap: 8px; }
.card .foot .link { margin-inline-start: -4px; }
.card .foot { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 8px; padding-top: 6px; border-top: 1px solid var(--line); }
`;

const DIALOG_STYLE = `
dialog { width: min(460px, calc(100vw - 24px)); max-height: min(640px, calc(100vh - 24px)); max-height: min(640px, calc(100dvh - 24px));
  margin: auto; padding: 0; color: inherit; border-radius: 14px; }
dialog[open] { display: flex; flex-direction: column; }
dialog::backdrop { background: rgb(12 18 28 / 0.45); }
h2 { font-size: 18px; font-weight: 650; line-height: 1.3; text-wrap: balance; }
.top { display: grid; gap: 4px; padding: 18px 20px 12px; }
.found { list-style: none; padding: 0 20px; overflow-y: auto; overscroll-behavior: contain; display: grid; gap: 14px; }
.found .fix { margin-top: 4px; }
.found li { display: grid; gap: 5px; padding-top: 12px; border-top: 1px solid var(--line); }
.read { display: flex; align-items: center; gap: 10px; padding: 14px 20px 0; margin-top: 14px; min-height: 24px; border-top: 1px solid var(--line); }
.read + .answers { margin-top: 0; border-top: 0; }
.read input { width: 18px; height: 18px; margin: 0; accent-color: var(--accent); flex: none; }
.found blockquote { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
.answers { display: flex; flex-wrap: wrap; gap: 8px; padding: 14px 20px 8px; margin-top: 14px; border-top: 1px solid var(--line); }
.answers .button { min-height: 36px; padding: 6px 16px; font-size: 14px; }
.small-print { padding: 0 20px 14px; color: var(--soft); font-size: 12.5px; }
.small-print:empty { padding-bottom: 8px; }
`;

const NOTICE_STYLE = `
.notice { position: fixed; inset: auto auto 16px 16px; max-width: min(420px, calc(100vw - 32px)); display: flex; align-items: center;
  gap: 10px; padding: 10px 10px 10px 14px; }
.notice p { flex: 1; }
`;

// The same underlines as in content.css: what a page's style sheet says does not reach into a shadow root.
const MIRROR_STYLE = `
:host { all: initial !important; position: fixed !important; inset: 0 auto auto 0 !important; width: 0 !important; height: 0 !important;
  z-index: 2147483646 !important; pointer-events: none !important; }
.mirror { position: fixed; top: 0; left: 0; box-sizing: border-box; margin: 0; border: 0 solid transparent; overflow: hidden; color: transparent;
  background: none; pointer-events: none; transform-origin: 0 0; user-select: none; }
::highlight(underline-1) { text-decoration: underline wavy 2px #c62828; text-decoration-skip-ink: none; text-underline-offset: 2px; }
::highlight(underline-2) { text-decoration: underline dashed 2px #b26a00; text-decoration-skip-ink: none; text-underline-offset: 3px; }
::highlight(underline-3) { text-decoration: underline dotted 2px #1565c0; text-decoration-skip-ink: none; text-underline-offset: 3px; }
`;
