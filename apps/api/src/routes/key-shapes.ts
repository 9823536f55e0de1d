import { KEY_PERMISSIONS } from "@ninefold/identity/permissions";
import { z } from "zod";
import { Id, Instant } from "./shapes.ts";
import { text } from "./validation.ts";

const Maker = z
  .object({ id: Id, name: z.string() })
  .nullable()
  .meta({ description: "Who made it; null once their account is gone." });

const KeyPermissionName = z.enum(KEY_PERMISSIONS).meta({ id: "KeyPermission" });

export const ApiKeyShape = z
  .object({
    id: Id,
    name: z.string(),
    prefix: z.string().meta({ description: "How its secret begins." }),
    permissions: z.array(KeyPermissionName),
    createdAt: Instant,
    createdBy: Maker,
    expiresAt: Instant,
    lastUsedAt: Instant.nullable().meta({ description: "Give or take a minute; null for never." }),
    endsAt: Instant.nullable().meta({
      description: "When it ends, or has ended, before it expires: it was rotated or revoked.",
    }),
  })
  .meta({ id: "ApiKey", description: "A key, without its secret." });

export const MintedKeyShape = z
  .object({
    key: ApiKeyShape,
    secret: z.string().meta({ description: "What a program sends as `Authorization: Bearer …`. Shown here alone." }),
  })
  .meta({ id: "MintedKey", description: "A key and its secret. What we keep of that is a hash." });

export const ServiceAccountShape = z
  .object({
    id: Id,
    name: z.string(),
    createdAt: Instant,
    createdBy: Maker,
    keys: z.array(ApiKeyShape).meta({ description: "Those that work, and those that ended in the last 30 days." }),
  })
  .meta({ id: "ServiceAccount", description: "Whom a program acts as: of the workspace, and of nobody in it." });
export const ServiceAccountList = z
  .object({ serviceAccounts: z.array(ServiceAccountShape) })
  .meta({ id: "ServiceAccountList", description: "By name, each with its keys, newest first." });

export const NewServiceAccount = z.strictObject({ name: text(200) }).meta({ id: "NewServiceAccount" });
export const ServiceAccountChange = z.strictObject({ name: text(200) }).meta({ id: "ServiceAccountChange" });

export const NewApiKey = z
  .strictObject({
    name: text(200),
    permissions: z.array(KeyPermissionName).max(KEY_PERMISSIONS.length),
    expiresInDays: z.int().min(1).max(366),
  })
  .meta({ id: "NewApiKey" });
export const KeyRotation = z
  .strictObject({
    overlapHours: z
      .int()
      .min(0)
      .max(7 * 24)
      .meta({ description: "How long the old key goes on working; never longer than it would have anyway." }),
  })
  .meta({ id: "KeyRotation" });
