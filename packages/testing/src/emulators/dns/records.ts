import { z } from "zod";

export const RECORD_TYPES = ["TXT", "A", "AAAA"] as const;

export const DnsRecord = z.object({
  id: z.string(),
  type: z.enum(RECORD_TYPES),
  /** Lower case, without a dot at the end. */
  name: z.string(),
  value: z.string(),
});
export type DnsRecord = z.infer<typeof DnsRecord>;
export type NewRecord = Omit<DnsRecord, "id">;
