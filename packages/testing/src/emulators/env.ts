import { z } from "zod";
import type { HostOptions } from "./host.ts";

const Port = z.int().min(0).max(65_535).optional();

const Client = { clientId: z.string(), redirectUris: z.array(z.string()), productUrl: z.url() };

/** What `main.ts` is told by whoever starts it (scripts/dev), as JSON in one variable; nobody sets it by hand. */
const Told = z.strictObject({
  dataDir: z.string().optional(),
  ports: z
    .strictObject({
      control: Port,
      resend: Port,
      dodo: Port,
      imagekit: Port,
      posthog: Port,
      sentry: Port,
      trigger: Port,
      google: Port,
      github: Port,
      apple: Port,
      openid: Port,
      dns: Port,
    })
    .partial()
    .optional(),
  vendors: z
    .strictObject({
      resend: z
        .strictObject({
          apiKey: z.string(),
          webhook: z.strictObject({ url: z.url(), secret: z.string() }),
          takesExamples: z.boolean(),
          productUrl: z.url(),
        })
        .partial(),
      dodo: z
        .strictObject({
          apiKey: z.string(),
          webhook: z.strictObject({ url: z.url(), secret: z.string() }),
          catalogue: z.array(
            z.strictObject({
              planKey: z.string(),
              name: z.string(),
              interval: z.enum(["month", "year"]),
              amountMinor: z.int().min(0),
              currency: z.string(),
            }),
          ),
          productUrl: z.url(),
        })
        .partial(),
      imagekit: z
        .strictObject({ publicKey: z.string(), privateKey: z.string(), endpointId: z.string(), productUrl: z.url() })
        .partial(),
      posthog: z.strictObject({ apiKey: z.string(), productUrl: z.url() }).partial(),
      sentry: z.strictObject({ publicKey: z.string(), productUrl: z.url() }).partial(),
      trigger: z
        .strictObject({
          secretKey: z.string(),
          accessToken: z.string(),
          command: z.strictObject({
            file: z.string(),
            args: z.array(z.string()),
            cwd: z.string(),
            env: z.record(z.string(), z.string()),
          }),
          productUrl: z.url(),
        })
        .partial(),
      google: z.strictObject({ ...Client, clientSecret: z.string() }).partial(),
      github: z.strictObject({ ...Client, clientSecret: z.string() }).partial(),
      apple: z.strictObject({ ...Client, teamId: z.string(), keyId: z.string(), privateKey: z.string() }).partial(),
      openid: z
        .strictObject({ ...Client, name: z.string(), clientSecret: z.string(), backchannelLogoutUri: z.url() })
        .partial(),
      dns: z.strictObject({ productUrl: z.url() }).partial(),
    })
    .partial()
    .optional(),
});

export type ToldHost = z.infer<typeof Told>;

/** @throws ZodError naming what is wrong with the variable. */
export function hostOptions(source: Readonly<Record<string, string | undefined>> = process.env): HostOptions {
  return Told.parse(JSON.parse(source["EMULATORS"] ?? "{}"));
}
