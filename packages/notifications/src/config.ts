import { z } from "zod";
import { mailboxOf } from "./domain/mailbox.ts";

export const notificationsConfig = {
  NOTIFICATIONS_EMAIL_PROVIDER: z
    .enum(["resend", "none", "memory"])
    .default("resend")
    .describe("Who sends e-mail. `none` records each message as skipped; `memory` keeps them and sends nothing."),
  NOTIFICATIONS_FROM: z
    .string()
    .refine(isMailbox, 'expected "Name <address>"')
    .optional()
    .meta({ from: "you, at a domain that is verified at the mail vendor (Resend: Domains)" })
    .describe("Who mail is from: `Name <address>`, at a domain that the vendor has verified. Needed to send."),
  NOTIFICATIONS_ENCRYPTION_KEY: z
    .string()
    .regex(/^[\w-]{43}$/, "expected 32 bytes as base64url: 43 characters")
    .optional()
    .meta({ secret: true, random: { bytes: 32, as: "base64url" } })
    .describe(
      "Seals mail that waits to be sent, since it has links that sign people in. 32 bytes as base64url: `openssl rand -base64 32 | tr '+/' '-_' | tr -d '='`. Needed to send.",
    ),
  RESEND_API_KEY: z
    .string()
    .startsWith("re_", 'expected a key that starts with "re_"')
    .optional()
    .meta({ secret: true, from: "Resend: API Keys, Create API Key, permission Sending access" })
    .describe("Key of the mail vendor, with the right to send and no other. Needed by `resend`."),
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{24,}={0,2}$/, 'expected a secret that starts with "whsec_"')
    .optional()
    .meta({ secret: true, from: "Resend: Webhooks, Add Webhook with `<APP_URL>/api/webhooks/resend`, Signing secret" })
    .describe(
      "What the mail vendor signs its webhooks to `/api/webhooks/resend` with. Needed by `resend`, save for an emulator.",
    ),
  RESEND_BASE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Another address of the vendor's API: the local emulator. `npm start` sets it."),
};

export type NotificationsConfig = z.infer<z.ZodObject<typeof notificationsConfig>>;

/** What the chosen provider still lacks, a line each. Names variables, never shows a value. */
export function notificationsFaults(env: NotificationsConfig): readonly string[] {
  const provider = env.NOTIFICATIONS_EMAIL_PROVIDER;
  // An emulator is on this machine, and signs with what it was given or not at all.
  const isVendor = provider === "resend" && (env.RESEND_BASE_URL ?? "https:").startsWith("https:");
  const names = [...NEEDED[provider], ...(isVendor ? (["RESEND_WEBHOOK_SECRET"] as const) : [])];
  const needed = names.filter((name) => env[name] === undefined);
  return needed.map((name) => `${name}: missing, and NOTIFICATIONS_EMAIL_PROVIDER=${provider} needs it`);
}

function isMailbox(text: string): boolean {
  try {
    mailboxOf(text);
    return true;
  } catch {
    return false;
  }
}

const LETTERHEAD = ["NOTIFICATIONS_FROM", "NOTIFICATIONS_ENCRYPTION_KEY"] as const;
const NEEDED = {
  resend: [...LETTERHEAD, "RESEND_API_KEY"],
  memory: LETTERHEAD,
  none: [],
} as const satisfies Record<
  NotificationsConfig["NOTIFICATIONS_EMAIL_PROVIDER"],
  readonly (keyof NotificationsConfig)[]
>;
