import { randomBytes, randomUUID } from "node:crypto";
import type { AuthCall } from "../../auth-forms.ts";
import {
  alreadyVerifiedResponse,
  type AuthProblem,
  type Brought,
  problemResponse,
  readCall,
  successResponse,
} from "../../auth-http.ts";
import { IdentityError } from "../../errors.ts";
import { createMailEntry, isMailCall, type MailCall } from "../../mail-entry.ts";
import { passwordError, type PasswordFault, type PasswordRules } from "../../passwords.ts";
import { createSecondFactors } from "../../second-factor.ts";
import { createSignInGate, unavailableOr } from "../../sign-in-gate.ts";
import { createThrottle } from "../../throttle.ts";
import type { AccountProvider, AddressChanges, PasswordAttempt } from "../../port-account.ts";
import type { SecondFactorProvider } from "../../port-second-factor.ts";
import { createPasskeys } from "../../passkeys.ts";
import type { PasskeysPort } from "../../port-passkeys.ts";
import { webauthn } from "../webauthn/index.ts";
import { createSocial, isSocialCall, type SocialCall } from "../../social/flow.ts";
import { NO_PROVIDERS } from "../../sso/no-providers.ts";
import { createSso, NO_CONNECTIONS } from "../../sso/sign-in.ts";
import type { SsoPort } from "../../port-sso.ts";
import { createBrowserKey } from "../../social/secrets.ts";
import type { SocialPort, SocialVendors } from "../../port-social.ts";
import type { HandleOptions, IdentityProvider, KnownPerson, MintedToken, Person } from "../../port.ts";
import type { RecordFact } from "./facts.ts";
import { hashed, type HashedPassword, isPassword } from "./hashed.ts";
import { memoryMailCodes } from "./mail-codes.ts";
import type { MailCodes } from "../../port-mail-codes.ts";
import { memoryPasskeyRows } from "./passkeys.ts";
import { createSignUpGuard, type SignUpRules } from "../../sign-up-guard.ts";
import { memorySignUpCounts } from "./sign-up-counts.ts";
import { memoryTallies } from "./tallies.ts";
import { memorySecondFactors } from "./second-factors.ts";
import { cookieOf, memorySessions, NO_COOKIE } from "./sessions.ts";
import { memorySocial } from "./social.ts";

interface Account extends HashedPassword {
  person: Person;
  verified: boolean;
}

interface Link {
  readonly userId: string;
  readonly expiresAt: Date;
}

interface Options {
  readonly passwords: PasswordRules;
  readonly signUps: SignUpRules;
  readonly invitedAddress: (invitationId: string) => string | undefined;
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
  | keyof SecondFactorProvider
  | keyof PasskeysPort
  | keyof MailCodes
  | keyof SocialPort
  | keyof SsoPort
>;

export type MemoryPeople = ReturnType<typeof memoryPeople>;

const HOUR_MS = 3_600_000;

/** Accounts, sessions and links, as the default adapter's library keeps them. */
export function memoryPeople({
  now,
  origin,
  record,
  passwords,
  invitedAddress,
  signUps: rules,
  social: vendors,
}: Options) {
  const accounts = new Map<string, Account>();
  const sessions = memorySessions(now);
  const throttle = createThrottle(memoryTallies(), {
    now,
    secret: randomBytes(32).toString("base64url"),
    cookieName: "memory_device",
    isSecure: false,
  });
  const passkeys = createPasskeys({
    now,
    rows: memoryPasskeyRows(record),
    authenticators: webauthn(origin),
    findPerson: async (userId) => find(userId),
    noteAuthenticated: async (ref) => sessions.authenticated(ref),
    secret: randomBytes(32).toString("base64url"),
    cookieName: "memory_passkey",
    isSecure: false,
  });
  const mailCodes = memoryMailCodes({
    now,
    record,
    find,
    byAddress: (email) => accounts.get(email),
    hasPassword: (userId) => byId(userId) !== undefined,
    isSession: sessions.has,
    authenticated: sessions.authenticated,
  });
  const mailEntry = createMailEntry({
    mails: mailCodes.mails,
    throttle,
    cookie: { name: "memory_mail", isSecure: false },
    answerMs: 0,
    onWarning: () => undefined,
    admit: enter,
  });
  const signUps = createSignUpGuard({ rules, counts: memorySignUpCounts(now), secret: randomUUID() });
  const verifications = new Map<string, Link>();
  const resets = new Map<string, Link>();
  const operators = new Set<string>();

  const byId = (userId: string) => [...accounts.values()].find(({ person }) => person.id === userId);
  const addressOf = async (userId: string) => byId(userId)?.person.email;
  const store = memorySecondFactors({
    now,
    record,
    noteAuthenticated: (ref) => sessions.authenticated(ref),
    endOthers: ({ userId, sessionId }) => endAll(userId, sessionId),
  });
  const factors = createSecondFactors(store, { now, issuer: "Ninefold", addressOf, seal: asItIs, unseal: asItIs });
  const gate = createSignInGate({ factors, throttle, addressOf, cookieName: "memory_second_factor", isSecure: false });
  const inHours = (hours: number) => new Date(now().getTime() + hours * HOUR_MS);

  const social = createSocial({
    vendors,
    sso: createSso(NO_CONNECTIONS, NO_PROVIDERS, origin),
    store: memorySocial({ now, record, hasAddress: (email) => accounts.has(email), add }),
    browserKey: createBrowserKey({ cookieName: "memory_social", isSecure: false }),
    admit: (userId, headers) => enter(userId, headers),
    isHeld: (userId) => gate.isHeld(userId),
    findFault: (email, headers, isInvited) =>
      signUps.findFault({ email, headers, isVouchedFor: true, isInvited: async () => isInvited }),
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
      const outcome = "code" in call ? call : await answerAny(call, request.headers).catch(unavailableOr);
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
    endOtherSessions: async ({ userId, sessionId }) => endAll(userId, sessionId),
    ...factors.port,
    ...passkeys.port,
    ...mailCodes.port,
    socialProviders: social.socialProviders,
    signInPlace: undefined,
    listConnections: social.listConnections,
    beginConnection: social.beginConnection,
    endConnection: social.endConnection,
    listOfferedConnections: social.listOfferedConnections,
    beginOfferedConnection: social.beginOfferedConnection,
    endOfferedConnection: social.endOfferedConnection,

    async confirmByCode({ proof, ...given }) {
      await gate.before({ ...given, proof });
      await mailCodes.port.confirmByCode(given);
    },

    async confirmPassword({ userId, sessionId, ...given }) {
      await assertPassword({ userId, sessionId, ...given });
      sessions.authenticated({ userId, sessionId });
    },

    async changePassword({ currentPassword, newPassword, ...ref }) {
      await port.confirmPassword({ ...ref, password: currentPassword });
      const account = byId(ref.userId);
      const fault = account && (await passwords.findFault(newPassword, account.person));
      if (fault !== undefined) throw passwordError(fault);
      if (account !== undefined) setPassword(account, newPassword);
      endAll(ref.userId, ref.sessionId);
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
      endAll(userId, keptSessionId);
      tell("identity.address_changed", account);
      return true;
    },
  };

  /** Sign-ins that wait for a second factor end as well. */
  function endAll(userId: string, but?: string): number {
    store.endWaiting(userId);
    return sessions.endAll(userId, but);
  }

  async function assertPassword({ userId, sessionId, password, proof }: PasswordAttempt): Promise<void> {
    await gate.again({ userId, sessionId, proof }, async () => {
      const account = byId(userId);
      if (account === undefined || !isPassword(password, account)) throw wrongPassword();
    });
  }

  function enter(userId: string, headers: Headers): Promise<Brought> {
    const account = byId(userId);
    if (account === undefined) throw new IdentityError("identity.unavailable", "this account has gone");
    return admit(account, headers);
  }

  /** Where every way in ends. */
  async function admit({ person }: Account, headers: Headers, given: 1 | 2 = 1): Promise<Brought> {
    if (given === 1 && (await gate.isHeld(person.id)))
      return { cookies: [await gate.wait(person.id)], isWaiting: true };
    sessions.end(headers);
    return { cookies: [cookieOf(sessions.open(person.id, headers)), throttle.markFor(person.email)] };
  }

  function find(userId: string): KnownPerson | undefined {
    const account = byId(userId);
    return account && { person: account.person, verified: account.verified };
  }

  async function answerAny(call: AuthCall, headers: Headers): Promise<Response | AuthProblem> {
    if (isSocialCall(call)) return social.answer(call, headers);
    const code = await faultIn(call);
    if (code !== undefined) return { code };
    return isMailCall(call) ? mailEntry.answer(call, headers) : answer(call, headers);
  }

  async function answer(
    call: Exclude<AuthCall, SocialCall | MailCall>,
    headers: Headers,
  ): Promise<Response | AuthProblem> {
    const { endpoint, form } = call;
    switch (endpoint) {
      case "sign-up/email": {
        const { email, humanToken, invitationId = "" } = form;
        const isInvited = async () => invitedAddress(invitationId) === email;
        const fault = await signUps.findFault({ email, headers, humanToken, isInvited });
        if (fault !== undefined) return fault;
        signUp(form);
        return successResponse(endpoint);
      }
      case "sign-in/email":
      case "sign-in/token": {
        const key = throttle.keyOf(headers, form.email);
        const retryAfterSeconds = await throttle.take(key);
        if (retryAfterSeconds !== undefined) return { code: "identity.too_many_attempts", retryAfterSeconds };
        const account = accounts.get(form.email);
        const isRight = account !== undefined && isPassword(form.password, account) && account.verified;
        if (!isRight) return { code: "identity.wrong_credentials" };
        await throttle.forget(key);
        if (endpoint === "sign-in/email") return successResponse(endpoint, await admit(account, headers));
        if (await gate.isHeld(account.person.id)) {
          if (form.proof === undefined) return { code: "identity.second_factor_required" };
          const problem = await gate.prove(account.person.id, headers, form.proof);
          if (problem !== undefined) return problem;
        }
        return successResponse(endpoint, { token: sessions.open(account.person.id, headers) });
      }
      case "sign-in/second-factor": {
        const finished = await gate.finish(headers, form.proof);
        if ("code" in finished) return finished;
        const account = byId(finished.userId);
        if (account === undefined) return { code: "identity.sign_in_expired" };
        const { cookies = [] } = await admit(account, headers, 2);
        return successResponse(endpoint, { cookies: [...cookies, finished.cookie] });
      }
      case "passkey/options": {
        const { options, cookie } = passkeys.begin(headers);
        return successResponse(endpoint, { options, cookies: [cookie] });
      }
      case "sign-in/passkey": {
        const person = await passkeys.judge(form.credential, headers);
        const account = person && byId(person.id);
        if (account === undefined) return { code: "identity.passkey_refused" };
        return successResponse(endpoint, await admit(account, headers, 2));
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

  async function verify(
    { token, password }: Extract<AuthCall, { endpoint: "verify-email" }>["form"],
    headers: Headers,
  ): Promise<Response | AuthProblem> {
    const account = byLink(verifications, token);
    if (account === undefined) return { code: "identity.invalid_token" };
    if (account.verified) return alreadyVerifiedResponse();
    if (!isPassword(password, account)) return { code: "identity.wrong_password" };
    confirm(account);
    return successResponse("verify-email", await admit(account, headers));
  }

  function confirm(account: Account): void {
    if (!account.verified) tell("identity.address_verified", account);
    account.verified = true;
  }

  async function reset(token: string, newPassword: string): Promise<Response | AuthProblem> {
    const account = byLink(resets, token);
    if (account === undefined) return { code: "identity.invalid_token" };
    setPassword(account, newPassword);
    confirm(account);
    endAll(account.person.id);
    const isHeld = await gate.isHeld(account.person.id);
    return successResponse("reset-password", { cookies: isHeld ? [] : [throttle.markFor(account.person.email)] });
  }

  function setPassword(account: Account, password: string): void {
    const { id } = account.person;
    Object.assign(account, hashed(password));
    for (const [other, { userId }] of resets) if (userId === id) resets.delete(other);
    mailCodes.endAll(id);
    tell("identity.password_changed", account);
  }

  type PersonFact = Extract<
    Parameters<RecordFact>[0],
    {
      data: {
        userId: string;
        workspaceId?: never;
        changeId?: never;
        passkeyId?: never;
        mailId?: never;
        provider?: never;
      };
    }
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

/** Sealed for nobody: it never leaves this process. */
const asItIs = async (text: string) => text;

const wrongPassword = () => new IdentityError("identity.wrong_password", "This is not your password.");
