import { pageShell } from "../../pages/shell.ts";

/** A mail's frame inherits what may load here, whatever the mail brings along. */
export const { send } = pageShell({
  brand: "Local inbox",
  home: "/inbox",
  words: "In place of Resend. Nothing leaves this machine.",
  mark: { row: 0, column: 2, colour: "light-dark(oklch(0.62 0.1 340), oklch(0.74 0.1 340))" },
  loads: ["img-src data: https: http://localhost:* http://127.0.0.1:*", "font-src data: https:", "frame-src 'self'"],
});
