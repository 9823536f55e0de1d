import { z } from "zod";

export const notificationsConfig = {
  NOTIFICATIONS_EMAIL_PROVIDER: z
    .enum(["none", "memory"])
    .default("none")
    .describe("Who sends e-mail. `none` records each message as skipped; `memory` keeps them and sends nothing."),
};

export type NotificationsConfig = z.infer<z.ZodObject<typeof notificationsConfig>>;
