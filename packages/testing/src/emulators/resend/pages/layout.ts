import type { Shell } from "../../pages/shell.ts";

/** A mail's frame inherits what may load here, whatever the mail brings along. */
export const SHELL = {
  brand: "Local inbox",
  home: "/inbox",
  words: "In place of Resend. Nothing leaves this machine.",
  system: "notifications",
  loads: ["img-src data: https: http://localhost:* http://127.0.0.1:*", "font-src data: https:", "frame-src 'self'"],
} as const satisfies Shell;
