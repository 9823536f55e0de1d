import { randomBytes, randomUUID, scryptSync, timingSafeEqual } from "node:crypto";
import type { AuthCall } from "../../auth-forms.ts";
import {
  alreadyVerifiedResponse,
  type AuthProblem,
  problemResponse,
  readCall,
  successResponse,
} from "../../auth-http.ts";
import { IdentityError } from "../../errors.ts";
import { passwordError, type PasswordFault, type PasswordRules } from "../../passwords.ts";
import { createSocial, isSocialCall, type SocialCall } from "../../social/flow.ts";
import { createBrowserKey } from "../../social/secrets.ts";
import { createThrottle, throttled } from "../../throttle.ts";
import type { AccountProvider, AddressChanges } from "../../port-account.ts";
import type { SocialPort, SocialVendors } from "../../port-social.ts";
import type { HandleOptions, IdentityProvider, KnownPerson, MintedToken, Person } from "../../port.ts";
import type { RecordFact } from "./facts.ts";
import { memoryTallies } from "./tallies.ts";
import { cookieOf, memorySessions, NO_COOKIE } from "./sessions.ts";
import { memorySocial } from "./social.ts";

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
  readonly passwords: PasswordRules;
  readonly now: () => Date;
  readonly origin: string;
  readonly record: RecordFact;
  readonly social: SocialVendors;
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
  | Exclude<keyof AccountProvider, keyof AddressChanges>
  | keyof SocialPort
>;

export type MemoryPeople = ReturnType<typeof memoryPeople>;

const HOUR_MS = 3_600_000;

/** Accounts, sessions and links, as the default adapter's library keeps them. */
export function memoryPeople({ now, origin, record, passwords, social: vendors }: Options) {
  const accounts = new Map<string, Account>();
  const sessions = memorySessions(now);
  const throttle = createThrottle(memoryTallies(), {
    now,
    secret: randomBytes(32).toString("base64url"),
    cookieName: "memory_device",
    isSecure: false,
  });
  const verifications = new Map<string, Link>();
  const resets = new Map<string, Link>();
  const operators = new Set<string>();

  const byId = (userId: string) => [...accounts.values()].find(({ person }) => person.id === userId);
  const inHours = (hours: number) => new Date(now().getTime() + hours * HOUR_MS);

  const social = createSocial({
    vendors,
    store: memorySocial({ now, record, hasAddress: (email) => accounts.has(email), add }),
    browserKey: createBrowserKey({ cookieName: "memory_social", isSecure: false }),
    admit: async (userId, headers) => {
      sessions.end(headers);
      return [cookieOf(sessions.open(userId, headers))];
    },
    findSession: (headers) => port.findSession(headers),
    confirm: async (ref) => sessions.authenticated(ref),
    origin,
    now,
    onWarning: () => undefined,
  });

  const port: PeoplePort = {
    async handle(request, options: HandleOptions = {}) {
      const received = await social.receive(request);
      if (received !== undefined) return received;
      const call = await readCall(request, origin);
      const outcome = "code" in call ? call : await answerAny(call, request.headers);
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
    socialProviders: social.socialProviders,
    listConnections: social.listConnections,
    beginConnection: social.beginConnection,
    endConnection: social.endConnection,

    async confirmPassword({ password, ...ref }) {
      await throttled(throttle, ref.sessionId, async () => {
        const account = byId(ref.userId);
        if (account === undefined || !isPassword(password, account)) throw wrongPassword();
      });
      sessions.authenticated(ref);
    },

    async changePassword({ currentPassword, newPassword, ...ref }) {
      await port.confirmPassword({ ...ref, password: currentPassword });
      const account = byId(ref.userId);
      const fault = account && (await passwords.findFault(newPassword, account.person));
      if (fault !== undefined) throw passwordError(fault);
      if (account !== undefined) setPassword(account, newPassword);
      sessions.endAll(ref.userId, ref.sessionId);
    },
  };

  return {
    port,
    find,
    /** The person whose confirmed address it is. */
    byAddress: (email: string) => accounts.get(email),
    grantOperator: (userId: string) => void operators.add(userId),
    /** Whether it took place: not for an address that somebody has. */
    moveTo(userId: string, email: string, keptSessionId: string): boolean {
      const account = byId(userId);
      if (account === undefined || accounts.has(email)) return false;
      accounts.delete(account.person.email);
      account.person = { ...account.person, email };
      accounts.set(email, account);
      for (const [other, link] of resets) if (link.userId === userId) resets.delete(other);
      sessions.endAll(userId, keptSessionId);
      tell("identity.address_changed", account);
      return true;
    },
  };

  function find(userId: string): KnownPerson | undefined {
    const account = byId(userId);
    return account && { person: account.person, verified: account.verified };
  }

  async function answerAny(call: AuthCall, headers: Headers): Promise<Response | AuthProblem> {
    if (isSocialCall(call)) return social.answer(call, headers);
    const code = await faultIn(call);
    return code === undefined ? answer(call, headers) : { code };
  }

  async function answer(call: Exclude<AuthCall, SocialCall>, headers: Headers): Promise<Response | AuthProblem> {
    const { endpoint, form } = call;
    switch (endpoint) {
      case "sign-up/email":
        signUp(form);
        return successResponse(endpoint);
      case "sign-in/email":
      case "sign-in/token": {
        const key = throttle.keyOf(headers, form.email);
        const retryAfterSeconds = await throttle.take(key);
        if (retryAfterSeconds !== undefined) return { code: "identity.too_many_attempts", retryAfterSeconds };
        const account = accounts.get(form.email);
        const isRight = account !== undefined && isPassword(form.password, account) && account.verified;
        if (!isRight) return { code: "identity.wrong_credentials" };
        await throttle.forget(key);
        const signed = sessions.open(account.person.id, headers);
        if (endpoint === "sign-in/token") return successResponse(endpoint, { token: signed });
        sessions.end(headers);
        return successResponse(endpoint, { cookies: [cookieOf(signed), throttle.markFor(form.email)] });
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

  async function faultIn({ endpoint, form }: AuthCall): Promise<PasswordFault | undefined> {
    if (endpoint === "sign-up/email") return passwords.findFault(form.password, form);
    const person = endpoint === "reset-password" ? byLink(resets, form.token)?.person : undefined;
    return person && endpoint === "reset-password" ? passwords.findFault(form.newPassword, person) : undefined;
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

  /** Somebody whom a vendor vouches for: with a confirmed address, and a password that nobody knows. */
  function add(person: Omit<Person, "id">): string {
    const password = randomBytes(32).toString("base64url");
    const account: Account = { person: { ...person, id: randomUUID() }, verified: false, ...hashed(password) };
    accounts.set(person.email, account);
    tell("identity.person_signed_up", account);
    confirm(account);
    return account.person.id;
  }

  function verify(
    { token, password }: Extract<AuthCall, { endpoint: "verify-email" }>["form"],
    headers: Headers,
  ): Response | AuthProblem {
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

  function reset(token: string, newPassword: string): Response | AuthProblem {
    const account = byLink(resets, token);
    if (account === undefined) return { code: "identity.invalid_token" };
    setPassword(account, newPassword);
    confirm(account);
    sessions.endAll(account.person.id);
    return successResponse("reset-password", { cookies: [throttle.markFor(account.person.email)] });
  }

  function setPassword(account: Account, password: string): void {
    const { id } = account.person;
    Object.assign(account, hashed(password));
    for (const [other, { userId }] of resets) if (userId === id) resets.delete(other);
    tell("identity.password_changed", account);
  }

  type PersonFact = Extract<
    Parameters<RecordFact>[0],
    { data: { userId: string; workspaceId?: never; changeId?: never; provider?: never } }
  >["type"];

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
