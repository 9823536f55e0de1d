import { z } from "zod";

const httpUrl = () => z.url({ protocol: /^https?$/ });

export const mediaConfig = {
  MEDIA_PROVIDER: z
    .enum(["imagekit", "none", "memory"])
    .default("imagekit")
    .describe("Where files are stored. `none` switches uploads off; `memory` forgets all on restart."),
  IMAGEKIT_PUBLIC_KEY: z
    .string()
    .startsWith("public_", 'expected a key that starts with "public_"')
    .optional()
    .meta({ from: "ImageKit: Developer options, API keys" })
    .describe("Names the account in upload tickets of browsers. Needed by `imagekit`."),
  IMAGEKIT_PRIVATE_KEY: z
    .string()
    .startsWith("private_", 'expected a key that starts with "private_"')
    .optional()
    .meta({ secret: true, from: "ImageKit: Developer options, API keys" })
    .describe("Manages files, and signs every link to one. A new one ends all links at once. Needed by `imagekit`."),
  IMAGEKIT_URL_ENDPOINT: httpUrl()
    .optional()
    .meta({ from: "ImageKit: URL endpoints" })
    .describe("Where files are fetched, such as `https://ik.imagekit.io/acme`. Needed by `imagekit`."),
  IMAGEKIT_BASE_URL: httpUrl()
    .optional()
    .describe("Another address of the vendor's API: the local emulator. `npm start` sets it."),
};

export type MediaConfig = z.infer<z.ZodObject<typeof mediaConfig>>;

/** What the chosen provider still lacks, a line each. Names variables, never shows a value. */
export function mediaFaults(env: MediaConfig): readonly string[] {
  if (env.MEDIA_PROVIDER !== "imagekit") return [];
  return NEEDED.filter((name) => env[name] === undefined).map(
    (name) => `${name}: missing, and MEDIA_PROVIDER=imagekit needs it`,
  );
}

const NEEDED = ["IMAGEKIT_PUBLIC_KEY", "IMAGEKIT_PRIVATE_KEY", "IMAGEKIT_URL_ENDPOINT"] as const;
