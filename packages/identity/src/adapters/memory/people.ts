import { randomBytes, randomUUID, scryptSync, timingSafeEqual } from "node:crypto";
import type { AuthCall } from "../../auth-forms.ts";
import {
  alreadyVerifiedResponse,
  type AuthProblemCode,
  problemResponse,
  readCall,
  successResponse,
} from "../../auth-http.ts";
import { IdentityError } from "../../errors.ts";
import type { AccountProvider } from "../../port-account.ts";
import type { HandleOptions, IdentityProvider, KnownPerson, MintedToken, Person } from "../../port.ts";
import type { RecordFact } from "./facts.ts";
import { cookieOf, memorySessions, NO_COOKIE } from "./sessions.ts";

interface Account {
  person: Person;
  verified: boolean;
  salt: Buffer;
  hash: Buffer;
}

interface Link {
  readonly userId: string;
  readonly expiresAt: Date;
}

interface Options {
  readonly now: () => Date;
  readonly origin: string;
  readonly record: RecordFact;
}

type PeoplePort = Pick<
  IdentityProvider,
  | "handle"
  | "findSession"
  | "findPerson"
  | "findPersonByAddress"
  | "updatePerson"
  | "isOperator"
  | "mintVerificationToken"
  | "mintPasswordResetToken"
  | keyof AccountProvider
>;

export type MemoryPeople = ReturnType<typeof memoryPeople>;

const HOUR_MS = 3_600_000;

/** Accounts, sessions and links, as the default adapter's library keeps them. */
export function memoryPeople({ now, origin, record }: Options) {
  const accounts = new Map<string, Account>();
  const sessions = memorySessions(now);
  const verifications = new Map<string, Link>();
  const resets = new Map<string, Link>();
  const operators = new Set<string>();

  const byId = (userId: string) => [...accounts.values()].find(({ person }) => person.id === userId);
  const inHours = (hours: number) => new Date(now().getTime() + hours * HOUR_MS);

  const port: PeoplePort = {
    async handle(request, options: HandleOptions = {}) {
      const call = await readCall(request, origin);
      const outcome = "code" in call ? call : answer(call, request.headers);
      return outcome instanceof Response ? outcome : problemResponse(outcome, options.requestId);
    },

    async findSession(headers) {
      const found = sessions.seen(headers);
      const account = found && byId(found.userId);
      if (found === undefined || account === undefined) return undefined;
      const { id, expiresAt, authTime } = found;
      return { id, expiresAt, authTime, person: account.person };
    },

    findPerson: async (userId) => find(userId),
    findPersonByAddress: async (address) => find(accounts.get(address)?.person.id ?? ""),

    async updatePerson(userId, { name, locale }) {
      const account = byId(userId);
      if (account === undefined) throw new IdentityError("identity.person_not_found", "This person is not here.");
      account.person = {
        ...account.person,
        ...(name !== undefined && { name }),
        ...(locale !== undefined && { locale }),
      };
      return account.person;
    },

    isOperator: async (userId) => operators.has(userId),

    async mintVerificationToken(userId) {
      const account = byId(userId);
      return account && !account.verified ? mint(verifications, userId, 24) : undefined;
    },

    mintPasswordResetToken: async (userId) => (byId(userId) ? mint(resets, userId, 1) : undefined),

    ...sessions.port,

    async confirmPassword({ password, ...ref }) {
      const account = byId(ref.userId);
      if (account === undefined || !isPassword(password, account)) throw wrongPassword();
      sessions.authenticated(ref);
    },
  };

  return {
    port,
    find,
    /** The person whose confirmed address it is. */
    byAddress: (email: string) => accounts.get(email),
    grantOperator: (userId: string) => void operators.add(userId),
  };

  function find(userId: string): KnownPerson | undefined {
    const account = byId(userId);
    return account && { person: account.person, verified: account.verified };
  }

  function answer({ endpoint, form }: AuthCall, headers: Headers): Response | { readonly code: AuthProblemCode } {
    switch (endpoint) {
      case "sign-up/email":
        signUp(form);
        return successResponse(endpoint);
      case "sign-in/email":
      case "sign-in/token": {
        const account = accounts.get(form.email);
        const isRight = account !== undefined && isPassword(form.password, account) && account.verified;
        if (!isRight) return { code: "identity.wrong_credentials" };
        const signed = sessions.open(account.person.id, headers);
        if (endpoint === "sign-in/token") return successResponse(endpoint, { token: signed });
        sessions.end(headers);
        return successResponse(endpoint, { cookies: [cookieOf(signed)] });
      }
      case "sign-out":
        sessions.end(headers);
        return successResponse(endpoint, { cookies: [NO_COOKIE] });
      case "verify-email":
        return verify(form, headers);
      case "send-verification-email": {
        const account = accounts.get(form.email);
        if (account && !account.verified) tell("identity.verification_requested", account);
        return successResponse(endpoint);
      }
      case "request-password-reset": {
        const account = accounts.get(form.email);
        if (account) tell("identity.password_reset_requested", account);
        return successResponse(endpoint);
      }
      default:
        // What is left of the list is `reset-password`: an endpoint more has another form, and does not compile here.
        return reset(form.token, form.newPassword);
    }
  }

  function signUp({ name, email, password, locale }: Extract<AuthCall, { endpoint: "sign-up/email" }>["form"]): void {
    const existing = accounts.get(email);
    if (existing) return tell("identity.sign_up_repeated", existing);
    const account: Account = {
      person: { id: randomUUID(), name, email, locale },
      verified: false,
      ...hashed(password),
    };
    accounts.set(email, account);
    return tell("identity.person_signed_up", account);
  }

  function verify(
    { token, password }: Extract<AuthCall, { endpoint: "verify-email" }>["form"],
    headers: Headers,
  ): Response | { readonly code: AuthProblemCode } {
    const account = byLink(verifications, token);
    if (account === undefined) return { code: "identity.invalid_token" };
    if (account.verified) return alreadyVerifiedResponse();
    if (!isPassword(password, account)) return { code: "identity.wrong_password" };
    confirm(account);
    sessions.end(headers);
    return successResponse("verify-email", { cookies: [cookieOf(sessions.open(account.person.id, headers))] });
  }

  function confirm(account: Account): void {
    if (!account.verified) tell("identity.address_verified", account);
    account.verified = true;
  }

  function reset(token: string, newPassword: string): Response | { readonly code: AuthProblemCode } {
    const account = byLink(resets, token);
    if (account === undefined) return { code: "identity.invalid_token" };
    const { id } = account.person;
    Object.assign(account, hashed(newPassword));
    confirm(account);
    for (const [other, { userId }] of resets) if (userId === id) resets.delete(other);
    sessions.endAll(id);
    return successResponse("reset-password");
  }

  type PersonFact = Extract<Parameters<RecordFact>[0], { data: { userId: string; workspaceId?: never } }>["type"];

  function tell(type: PersonFact, { person }: Account): void {
    record({ type, data: { userId: person.id } });
  }

  function byLink(links: Map<string, Link>, token: string): Account | undefined {
    const link = links.get(token);
    return link && link.expiresAt > now() ? byId(link.userId) : undefined;
  }

  function mint(links: Map<string, Link>, userId: string, hours: number): MintedToken {
    const token = randomBytes(24).toString("base64url");
    const expiresAt = inHours(hours);
    links.set(token, { userId, expiresAt });
    return { token, expiresAt };
  }
}

function hashed(password: string): Pick<Account, "salt" | "hash"> {
  const salt = randomBytes(16);
  return { salt, hash: hashOf(password, salt) };
}

const isPassword = (password: string, { salt, hash }: Account) => timingSafeEqual(hashOf(password, salt), hash);

/** Cheap on purpose: it guards nothing, and unit tests call it by the hundred. */
const hashOf = (password: string, salt: Buffer) => scryptSync(password, salt, 32, { N: 2 });

const wrongPassword = () => new IdentityError("identity.wrong_password", "This is not your password.");
