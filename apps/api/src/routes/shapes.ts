import { z } from "zod";

/**
 * What goes over the wire, named as the API's description names it. The rules of meaning are the systems' own. Each system's
 * shapes are beside its routes; here is what several of them have.
 */

export const Id = z.uuid();
export const Instant = z.iso.datetime();

export const Slug = z
  .string()
  .meta({ description: "Part of the workspace's address: 2 to 40 of a–z, 0–9 and single hyphens." });

export const PictureUrl = z
  .string()
  .nullable()
  .meta({ description: "Where the picture is shown from, for a day or two; null for none." });

export const Done = z
  .object({ done: z.literal(true) })
  .meta({ id: "Done", description: "It is done; there is nothing to show." });

export const DONE = { done: true } as const;
