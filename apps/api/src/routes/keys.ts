import type { ApiKey, ServiceAccount } from "@ninefold/identity";
import { Hono } from "hono";
import type { System } from "../compose.ts";
import { idempotent } from "../middleware/idempotency.ts";
import { inWorkspace, signedIn, type WorkspaceVariables } from "../middleware/session.ts";
import {
  KeyRotation,
  MintedKeyShape,
  NewApiKey,
  NewServiceAccount,
  ServiceAccountChange,
  ServiceAccountList,
  ServiceAccountShape,
} from "./key-shapes.ts";
import { operation } from "./operation.ts";
import { Done, DONE } from "./shapes.ts";
import { jsonBody, pathId, pathIds } from "./validation.ts";

const inAccount = {
  workspaceId: pathId("A workspace."),
  serviceAccountId: pathId("A service account of the workspace."),
};
const accountIds = pathIds(inAccount);
const keyIds = pathIds({ ...inAccount, keyId: pathId("A key of the service account.") });

/** For people: a key makes no keys. What keys open is in the routes that take `callerInWorkspace`. */
export function keyRoutes(system: Pick<System, "identity" | "audit" | "idempotency" | "telemetry">) {
  const { identity, audit } = system;
  const person = signedIn(identity);
  const member = inWorkspace(identity);
  return new Hono<{ Variables: WorkspaceVariables }>()
    .get("/workspaces/:workspaceId/service-accounts", operation(listServiceAccounts), person, member, async (c) => {
      const accounts = await identity.listServiceAccounts(c.var.workspace);
      return c.json({ serviceAccounts: accounts.map(toAccount) }, 200);
    })
    .post(
      "/workspaces/:workspaceId/service-accounts",
      operation(createServiceAccount),
      person,
      member,
      jsonBody(NewServiceAccount),
      idempotent(system),
      async (c) => {
        const { workspace } = c.var;
        const id = identity.newId();
        const intent = { action: "identity.service_account_created", subjectId: id };
        const input = { ...c.req.valid("json"), id };
        const made = await audit.announce(workspace.context, intent, () =>
          identity.createServiceAccount(workspace, input),
        );
        return c.json(toAccount(made), 201);
      },
    )
    .patch(
      "/workspaces/:workspaceId/service-accounts/:serviceAccountId",
      operation(renameServiceAccount),
      person,
      member,
      accountIds,
      jsonBody(ServiceAccountChange),
      async (c) => {
        const { workspace } = c.var;
        const { serviceAccountId } = c.req.valid("param");
        const intent = { action: "identity.service_account_renamed", subjectId: serviceAccountId };
        await audit.announce(workspace.context, intent, () =>
          identity.renameServiceAccount(workspace, serviceAccountId, c.req.valid("json").name),
        );
        return c.json(DONE, 200);
      },
    )
    .delete(
      "/workspaces/:workspaceId/service-accounts/:serviceAccountId",
      operation(removeServiceAccount),
      person,
      member,
      accountIds,
      async (c) => {
        const { workspace } = c.var;
        const { serviceAccountId } = c.req.valid("param");
        const intent = { action: "identity.service_account_removed", subjectId: serviceAccountId };
        await audit.announce(workspace.context, intent, () =>
          identity.removeServiceAccount(workspace, serviceAccountId),
        );
        return c.json(DONE, 200);
      },
    )
    .post(
      "/workspaces/:workspaceId/service-accounts/:serviceAccountId/keys",
      operation(createApiKey),
      person,
      member,
      accountIds,
      jsonBody(NewApiKey),
      idempotent(system),
      async (c) => {
        const { workspace } = c.var;
        const { serviceAccountId } = c.req.valid("param");
        const id = identity.newId();
        const intent = { action: "identity.api_key_created", subjectId: id };
        const input = { ...c.req.valid("json"), id };
        const { key, secret } = await audit.announce(workspace.context, intent, () =>
          identity.createApiKey(workspace, serviceAccountId, input),
        );
        return c.json({ key: toKey(key), secret }, 201);
      },
    )
    .post(
      "/workspaces/:workspaceId/service-accounts/:serviceAccountId/keys/:keyId/rotate",
      operation(rotateApiKey),
      person,
      member,
      keyIds,
      jsonBody(KeyRotation),
      idempotent(system),
      async (c) => {
        const { workspace } = c.var;
        const { serviceAccountId, keyId } = c.req.valid("param");
        const id = identity.newId();
        const intent = { action: "identity.api_key_rotated", subjectId: id };
        const rotation = { ...c.req.valid("json"), id };
        const { key, secret } = await audit.announce(workspace.context, intent, () =>
          identity.rotateApiKey(workspace, { serviceAccountId, keyId }, rotation),
        );
        return c.json({ key: toKey(key), secret }, 201);
      },
    )
    .delete(
      "/workspaces/:workspaceId/service-accounts/:serviceAccountId/keys/:keyId",
      operation(revokeApiKey),
      person,
      member,
      keyIds,
      async (c) => {
        const { workspace } = c.var;
        const { serviceAccountId, keyId } = c.req.valid("param");
        const intent = { action: "identity.api_key_revoked", subjectId: keyId };
        await audit.announce(workspace.context, intent, () =>
          identity.revokeApiKey(workspace, { serviceAccountId, keyId }),
        );
        return c.json(DONE, 200);
      },
    );
}

const toKey = (key: ApiKey) => ({
  ...key,
  permissions: [...key.permissions],
  createdAt: key.createdAt.toISOString(),
  expiresAt: key.expiresAt.toISOString(),
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  endsAt: key.endsAt?.toISOString() ?? null,
});

const toAccount = (account: ServiceAccount) => ({
  ...account,
  createdAt: account.createdAt.toISOString(),
  keys: account.keys.map(toKey),
});

const listServiceAccounts = {
  id: "listServiceAccounts",
  access: "key:manage",
  tag: "identity",
  summary: "The service accounts of a workspace, and their keys",
  cache: "no-store",
  limit: "api",
  answers: { 200: ServiceAccountList },
} as const;

const createServiceAccount = {
  ...listServiceAccounts,
  id: "createServiceAccount",
  access: "key:manage",
  summary: "Make a service account, for one program",
  answers: { 201: ServiceAccountShape },
  refuses: [
    "409 identity.service_account_name_taken",
    "409 identity.too_many_service_accounts",
    "422 identity.invalid_name",
    "503 tenancy.database_unavailable",
  ],
} as const;

const renameServiceAccount = {
  ...listServiceAccounts,
  id: "renameServiceAccount",
  access: "key:manage",
  summary: "Give a service account another name",
  answers: { 200: Done },
  refuses: [
    "404 identity.service_account_not_found",
    "409 identity.service_account_name_taken",
    "422 identity.invalid_name",
    "503 tenancy.database_unavailable",
  ],
} as const;

const removeServiceAccount = {
  ...listServiceAccounts,
  id: "removeServiceAccount",
  access: "key:manage",
  summary: "Remove a service account; its keys end at once",
  answers: { 200: Done },
  refuses: ["404 identity.service_account_not_found", "503 tenancy.database_unavailable"],
} as const;

const createApiKey = {
  ...listServiceAccounts,
  id: "createApiKey",
  access: "key:manage",
  summary: "Make a key, of permissions that the caller has; its secret is in this answer alone",
  answers: { 201: MintedKeyShape },
  refuses: [
    "403 identity.step_up_required",
    "404 identity.service_account_not_found",
    "409 identity.too_many_keys",
    "422 identity.invalid_key_lifetime",
    "422 identity.invalid_key_permissions",
    "422 identity.invalid_name",
    "503 tenancy.database_unavailable",
  ],
} as const;

const rotateApiKey = {
  ...listServiceAccounts,
  id: "rotateApiKey",
  access: "key:manage",
  summary: "Make a key that takes over from this one, which goes on working for a while",
  answers: { 201: MintedKeyShape },
  refuses: [
    "403 identity.step_up_required",
    "404 identity.service_account_not_found",
    "404 identity.key_not_found",
    "409 identity.key_rotated",
    "409 identity.key_ended",
    "409 identity.too_many_keys",
    "422 identity.invalid_key_lifetime",
    "503 tenancy.database_unavailable",
  ],
} as const;

const revokeApiKey = {
  ...listServiceAccounts,
  id: "revokeApiKey",
  access: "key:manage",
  summary: "End a key at once; a repeat changes nothing",
  answers: { 200: Done },
  refuses: ["404 identity.service_account_not_found", "404 identity.key_not_found", "503 tenancy.database_unavailable"],
} as const;
