import type { OwnDomain, SignInConnection } from "@ninefold/identity";
import { type Context, Hono } from "hono";
import type { System } from "../compose.ts";
import { idempotent } from "../middleware/idempotency.ts";
import {
  inWorkspace,
  recentlySignedIn,
  type SessionVariables,
  signedIn,
  type WorkspaceVariables,
} from "../middleware/session.ts";
import { Departure } from "./connection-shapes.ts";
import { operation } from "./operation.ts";
import { Done, DONE } from "./shapes.ts";
import {
  ConnectionSwitch,
  DomainShape,
  NewDomain,
  OfferedConnections,
  OfferedWish,
  SavedConnection,
  SignInConnectionShape,
  WorkspaceSignIn,
} from "./sign-in-shapes.ts";
import { jsonBody, pathId, pathIds } from "./validation.ts";

const workspaceIds = pathIds({ workspaceId: pathId("A workspace.") });
const domainIds = pathIds({ workspaceId: pathId("A workspace."), domainId: pathId("A domain of the workspace.") });

/** Domains of a workspace, and the single sign-on of the people in them. */
export function signInRoutes(system: Pick<System, "identity" | "audit" | "idempotency" | "telemetry">) {
  const { identity, audit } = system;
  const person = signedIn(identity);
  const member = inWorkspace(identity);
  const recent = recentlySignedIn(identity);
  return new Hono<{ Variables: WorkspaceVariables }>()
    .get("/workspaces/:workspaceId/sign-in", operation(readSignIn), person, member, workspaceIds, async (c) => {
      const { domains, connection, redirectUri } = await identity.readSignIn(c.var.workspace);
      const shown = { domains: domains.map(toDomain), connection: connection ? toConnection(connection) : null };
      return c.json({ ...shown, redirectUri }, 200);
    })
    .post(
      "/workspaces/:workspaceId/domains",
      operation(claimDomain),
      person,
      member,
      recent,
      workspaceIds,
      jsonBody(NewDomain),
      idempotent(system),
      async (c) => {
        const { workspace } = c.var;
        const id = identity.newId();
        const intent = { action: "identity.domain_claimed", subjectId: id };
        const input = { ...c.req.valid("json"), id };
        const claimed = await audit.announce(workspace.context, intent, () => identity.claimDomain(workspace, input));
        return c.json(toDomain(claimed), 201);
      },
    )
    .post(
      "/workspaces/:workspaceId/domains/:domainId/verification",
      operation(verifyDomain),
      person,
      member,
      recent,
      domainIds,
      async (c) => {
        const { workspace } = c.var;
        const { domainId } = c.req.valid("param");
        const intent = { action: "identity.domain_verified", subjectId: domainId };
        const verified = await audit.announce(workspace.context, intent, () =>
          identity.verifyDomain(workspace, domainId),
        );
        return c.json(toDomain(verified), 200);
      },
    )
    .delete(
      "/workspaces/:workspaceId/domains/:domainId",
      operation(removeDomain),
      person,
      member,
      recent,
      domainIds,
      async (c) => {
        const { workspace } = c.var;
        const { domainId } = c.req.valid("param");
        const intent = { action: "identity.domain_removed", subjectId: domainId };
        await audit.announce(workspace.context, intent, () => identity.removeDomain(workspace, domainId));
        return c.json(DONE, 200);
      },
    )
    .put(
      "/workspaces/:workspaceId/sign-in-connection",
      operation(saveConnection),
      person,
      member,
      recent,
      workspaceIds,
      jsonBody(SavedConnection),
      async (c) => {
        const { workspace } = c.var;
        const saved = await audit.announce(workspace.context, changed(workspace), () =>
          identity.saveSignInConnection(workspace, c.req.valid("json")),
        );
        return c.json(toConnection(saved), 200);
      },
    )
    .post(
      "/workspaces/:workspaceId/sign-in-connection/test",
      operation(testConnection),
      person,
      member,
      recent,
      workspaceIds,
      async (c) => {
        await identity.testSignInConnection(c.var.workspace);
        return c.json(DONE, 200);
      },
    )
    .patch(
      "/workspaces/:workspaceId/sign-in-connection",
      operation(switchConnection),
      person,
      member,
      recent,
      workspaceIds,
      jsonBody(ConnectionSwitch),
      async (c) => {
        const { workspace } = c.var;
        const after = await audit.announce(workspace.context, changed(workspace), () =>
          identity.switchSignInConnection(workspace, c.req.valid("json")),
        );
        return c.json(toConnection(after), 200);
      },
    )
    .delete(
      "/workspaces/:workspaceId/sign-in-connection",
      operation(removeConnection),
      person,
      member,
      recent,
      workspaceIds,
      async (c) => {
        const { workspace } = c.var;
        const intent = { ...changed(workspace), action: "identity.sign_in_connection_removed" };
        await audit.announce(workspace.context, intent, () => identity.removeSignInConnection(workspace));
        return c.json(DONE, 200);
      },
    );
}

/** The caller's own, at workspaces that they are in. */
export function offeredConnectionRoutes({ identity }: Pick<System, "identity">) {
  const person = signedIn(identity);
  const recent = recentlySignedIn(identity);
  const ids = pathIds({ workspaceId: pathId("A workspace.") });
  return new Hono<{ Variables: SessionVariables }>()
    .get("/me/sign-in-connections", operation(listOffered), person, async (c) =>
      c.json({ connections: (await identity.listOfferedConnections(c.var.session)).map(toOffered) }, 200),
    )
    .post("/me/sign-in-connections", operation(beginOffered), person, recent, jsonBody(OfferedWish), async (c) =>
      depart(c, await identity.beginOfferedConnection(c.var.session, c.req.valid("json").workspaceId)),
    )
    .delete("/me/sign-in-connections/:workspaceId", operation(endOffered), person, recent, ids, async (c) => {
      await identity.endOfferedConnection(c.var.session, c.req.valid("param").workspaceId);
      return c.json(DONE, 200);
    });
}

function depart(c: Context, { url, cookies }: { readonly url: string; readonly cookies: readonly string[] }) {
  for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
  return c.json({ url }, 200);
}

/** A workspace has one: it stands for its connection in the log. */
const changed = ({ context }: WorkspaceVariables["workspace"]) => ({
  action: "identity.sign_in_connection_changed",
  subjectId: context.tenantId,
});

const iso = (at: Date | null) => at?.toISOString() ?? null;

function toDomain({ id, domain, record, verifiedAt, lostAt, expiresAt, endsAt }: OwnDomain) {
  const state = verifiedAt === null ? "claimed" : lostAt === null ? "verified" : "lost";
  const times = { verifiedAt: iso(verifiedAt), expiresAt: iso(expiresAt), endsAt: iso(endsAt) };
  return { id, domain, state, record, ...times } as const;
}

const toConnection = ({ issuer, clientId, isOn, isRequired, role, roleName }: SignInConnection) => ({
  issuer,
  clientId,
  isOn,
  isRequired,
  role,
  roleName,
});

const toOffered = ({
  workspaceId,
  workspaceName,
  connectedAt,
}: {
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly connectedAt: Date | null;
}) => ({ workspaceId, workspaceName, connectedAt: iso(connectedAt) });

const readSignIn = {
  id: "readWorkspaceSignIn",
  access: "sign-in:manage",
  tag: "identity",
  summary: "Domains of a workspace, and the single sign-on of their people",
  cache: "no-store",
  limit: "api",
  answers: { 200: WorkspaceSignIn },
} as const;

const CHANGES = ["422 identity.sso_off", "503 tenancy.database_unavailable"] as const;

const claimDomain = {
  ...readSignIn,
  id: "claimDomain",
  summary:
    "Say that a domain is the workspace's. The answer has the TXT record that shows it; a repeat answers the same",
  answers: { 201: DomainShape },
  refuses: [...CHANGES, "409 identity.too_many_domains", "422 identity.invalid_domain", "422 identity.shared_domain"],
} as const;

const verifyDomain = {
  ...readSignIn,
  id: "verifyDomain",
  // Each asks DNS.
  limit: "sign-in",
  summary: "Look for the record of a domain now",
  answers: { 200: DomainShape },
  refuses: [
    ...CHANGES,
    "404 identity.domain_not_found",
    "409 identity.domain_taken",
    "422 identity.record_not_found",
    "503 identity.unavailable",
  ],
} as const;

const removeDomain = {
  ...readSignIn,
  id: "removeDomain",
  summary: "Give a domain up: nobody signs in by it any more",
  answers: { 200: Done },
  refuses: ["404 identity.domain_not_found", "503 tenancy.database_unavailable"],
} as const;

const saveConnection = {
  ...readSignIn,
  id: "saveSignInConnection",
  summary:
    "Set the workspace's OpenID provider up; another issuer is another connection, which is off and knows nobody",
  answers: { 200: SignInConnectionShape },
  refuses: [
    ...CHANGES,
    "404 identity.role_not_found",
    "422 identity.client_secret_missing",
    "422 identity.invalid_issuer",
    "422 identity.invalid_role",
  ],
} as const;

const testConnection = {
  ...readSignIn,
  id: "testSignInConnection",
  // Each asks a host that somebody has typed.
  limit: "sign-in",
  summary: "Read what the provider says of itself",
  answers: { 200: Done },
  refuses: [...CHANGES, "404 identity.no_sign_in_connection", "422 identity.issuer_refused"],
} as const;

const switchConnection = {
  ...testConnection,
  id: "switchSignInConnection",
  summary: "Switch it on, once it was tested, or off; and have the people of the domains get in by it alone",
  answers: { 200: SignInConnectionShape },
  refuses: [...testConnection.refuses, "409 identity.no_verified_domain"],
} as const;

const removeConnection = {
  ...readSignIn,
  id: "removeSignInConnection",
  summary: "Remove the workspace's provider, and everybody's connection to it",
  answers: { 200: Done },
  refuses: ["503 tenancy.database_unavailable"],
} as const;

const own = { tag: "identity", cache: "no-store", limit: "api", access: "self" } as const;

const listOffered = {
  ...own,
  id: "listOfferedConnections",
  summary: "Workspaces by whose single sign-on the caller signs in, or could",
  answers: { 200: OfferedConnections },
} as const;

const beginOffered = {
  ...own,
  id: "beginOfferedConnection",
  limit: "sign-in",
  summary: "Begin to connect the caller's account with the single sign-on of a workspace: where to send the browser",
  answers: { 200: Departure },
  refuses: ["422 identity.sso_off"],
} as const;

const endOffered = {
  ...own,
  id: "endOfferedConnection",
  summary: "Disconnect the caller's account from the single sign-on of a workspace",
  answers: { 200: Done },
  refuses: ["404 identity.workspace_not_found"],
} as const;
