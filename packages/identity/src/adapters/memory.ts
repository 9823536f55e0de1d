import { randomBytes, randomUUID, scryptSync, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { IdentityError } from "../errors.ts";
import type { IdentityProvider, Membership, Person, Session, Workspace } from "../port.ts";

const Form = z.object({ name: z.string().catch(""), email: z.string().catch(""), password: z.string().catch("") });
const COOKIE = "memory_session";
const ENDPOINTS = /\/(sign-up\/email|sign-in\/email|sign-out)$/;

interface Account {
  readonly person: Person;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** For unit tests: everything in this process, with the same three password endpoints as the default adapter. */
export function memoryIdentity(options: { readonly now?: () => Date } = {}): IdentityProvider {
  const now = options.now ?? (() => new Date());
  const accounts = new Map<string, Account>();
  const sessions = new Map<string, Session>();
  const memberships: { readonly userId: string; readonly membership: Membership }[] = [];

  return {
    capabilities: { password: true, manyWorkspaces: true },

    async handle(request) {
      const endpoint = ENDPOINTS.exec(new URL(request.url).pathname)?.[1];
      const { name, email, password } = Form.parse(await request.json().catch(() => ({})));
      switch (endpoint) {
        case "sign-up/email":
          return signUp(name, email.toLowerCase(), password);
        case "sign-in/email":
          return signIn(email.toLowerCase(), password);
        case "sign-out":
          sessions.delete(tokenOf(request.headers));
          return Response.json({ success: true }, { headers: { "set-cookie": `${COOKIE}=; Max-Age=0; Path=/` } });
        default:
          return new Response(null, { status: 404 });
      }
    },

    async findSession(headers) {
      const session = sessions.get(tokenOf(headers));
      return session && session.expiresAt > now() ? session : undefined;
    },

    async createWorkspace({ name, slug, ownerId }) {
      if (memberships.some(({ membership }) => membership.workspace.slug === slug)) {
        throw new IdentityError("identity.slug_taken", "This address is taken. Choose another.");
      }
      const workspace: Workspace = { id: randomUUID(), slug, name };
      const membership: Membership = { workspace, role: "owner" };
      memberships.push({ userId: ownerId, membership });
      return membership;
    },

    async listMemberships(userId) {
      return memberships.filter((one) => one.userId === userId).map((one) => one.membership);
    },

    async findMembership(userId, ref) {
      return memberships.find(
        ({ userId: owner, membership: { workspace } }) =>
          owner === userId && ("id" in ref ? workspace.id === ref.id : workspace.slug === ref.slug),
      )?.membership;
    },
  };

  function signUp(name: string, email: string, password: string): Response {
    if (password.length < 12) return refused(400, "PASSWORD_TOO_SHORT");
    if (accounts.has(email)) return refused(422, "USER_ALREADY_EXISTS");
    const salt = randomBytes(16);
    const person = { id: randomUUID(), name, email };
    accounts.set(email, { person, salt, hash: hashOf(password, salt) });
    return opened(person);
  }

  function signIn(email: string, password: string): Response {
    const account = accounts.get(email);
    if (account === undefined || !timingSafeEqual(hashOf(password, account.salt), account.hash)) {
      return refused(401, "INVALID_EMAIL_OR_PASSWORD");
    }
    return opened(account.person);
  }

  function opened(person: Person): Response {
    const token = randomBytes(32).toString("base64url");
    sessions.set(token, { id: randomUUID(), person, expiresAt: new Date(now().getTime() + 7 * 24 * 3_600_000) });
    return Response.json({ user: person }, { headers: { "set-cookie": `${COOKIE}=${token}; Path=/; HttpOnly` } });
  }
}

/** Cheap on purpose: it guards nothing, and unit tests call it by the hundred. */
const hashOf = (password: string, salt: Buffer) => scryptSync(password, salt, 32, { N: 2 });

function refused(status: number, code: string): Response {
  return Response.json({ code, message: "The e-mail address or the password is not right." }, { status });
}

function tokenOf(headers: Headers): string {
  return new RegExp(`(?:^|; )${COOKIE}=([^;]*)`).exec(headers.get("cookie") ?? "")?.[1] ?? "";
}
