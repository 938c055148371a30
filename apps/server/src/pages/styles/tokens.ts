/** Colours, type and measures. Text meets WCAG AA on every surface in both schemes; outlines of fields meet 3:1. */
export const tokens = `
:root {
  color-scheme: light dark;
  --ground: #f4f2ee;
  --surface: #ffffff;
  --sunken: #f7f6f3;
  --text: #1c232c;
  --muted: #59616c;
  --line: #dcd7ce;
  --outline: #858b94;
  --accent: #1b5a97;
  --accent-strong: #14487b;
  --on-accent: #ffffff;
  --accent-soft: #e4edf6;
  --danger: #a9281f;
  --danger-soft: #fcecea;
  --good: #1f6a44;
  --good-soft: #e5f3ea;
  --shadow: 0 1px 2px rgb(28 35 44 / 5%), 0 12px 32px -12px rgb(28 35 44 / 18%);
  --round: .625rem;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12161c;
    --surface: #1b2129;
    --sunken: #222932;
    --text: #e9ecf0;
    --muted: #a5aebb;
    --line: #364150;
    --outline: #768292;
    --accent: #8fc1f2;
    --accent-strong: #b1d5f8;
    --on-accent: #0d2138;
    --accent-soft: #233649;
    --danger: #ffa198;
    --danger-soft: #3b2222;
    --good: #8ed6ab;
    --good-soft: #1d3328;
    --shadow: 0 1px 2px rgb(0 0 0 / 30%), 0 16px 40px -16px rgb(0 0 0 / 60%);
  }
}
`;
