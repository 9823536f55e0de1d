import type { Notifications } from "@ninefold/notifications";
import type { Analytics } from "@ninefold/observability";
import type { Audit } from "@ninefold/ops-safety";
import type { AnyTx, SystemEvent } from "@ninefold/workflows";

export interface Systems {
  readonly notifications: Pick<Notifications, "queue" | "hasRoom" | "notify">;
  readonly analytics: Pick<Analytics<AnyTx>, "queue">;
  readonly audit: Pick<Audit, "recordEvent">;
}

type About<Data> = SystemEvent & { readonly data: Data };
type Reactor<Data> = (event: About<Data>, tx: AnyTx) => Promise<void>;

interface OfPerson {
  readonly userId: string;
}
interface OfWorkspace {
  readonly workspaceId: string;
}

/** What systems do about what has happened, each once: `reactions.ts` says which event gets which. */
export function createReactors({ notifications, analytics, audit }: Systems) {
  /** Writes an entry that is called what happened, about one thing that the event names. */
  const recordsAbout =
    <Data>(type: string, idOf: (data: Data) => string): Reactor<Data> =>
    (event, tx) =>
      audit.recordEvent(tx, { ...audited(event), subject: { type, id: idOf(event.data) } });

  return {
    /** Mails the person. */
    mails:
      (kind: MailToOneself): Reactor<OfPerson> =>
      async (event, tx) => {
        await notifications.queue(tx, { kind, subject: event.data, key: event.id });
      },

    mailsOfConnection:
      (kind: "connection-added" | "connection-removed"): Reactor<OfPerson & { readonly provider: string }> =>
      async (event, tx) => {
        await notifications.queue(tx, { kind, subject: event.data, key: event.id });
      },

    /**
     * Anybody can ask for these mails with somebody else's address: one of a kind goes to a person per minute, and 20 in 24
     * hours, however often it is asked for and from however many networks. Nobody who waits for one needs as many.
     */
    mailsSparingly:
      (kind: "verify-address" | "reset-password" | "account-exists"): Reactor<OfPerson> =>
      async (event, tx) => {
        if (!(await notifications.hasRoom(tx, kind, 20))) return;
        await notifications.queue(tx, { kind, subject: event.data, key: `${kind}/${minuteOf(event.occurredAt)}` });
      },

    /**
     * As many as of the other mails that anybody can ask for. Who asks in a browser of their own has twenty more in a day and
     * a minute of their own: strangers who ask with somebody's address keep nobody out.
     */
    mailsCode:
      <Data extends { readonly mailId: string }>(
        kind: "sign-in" | "confirmation-code",
        askedFrom: (data: Data) => "known" | "unknown",
      ): Reactor<Data> =>
      async (event, tx) => {
        const asks = askedFrom(event.data);
        if (!(await notifications.hasRoom(tx, kind, asks === "known" ? 40 : 20))) return;
        const { mailId } = event.data;
        const key = `${kind}/${asks}/${minuteOf(event.occurredAt)}`;
        await notifications.queue(tx, { kind, subject: { mailId }, key });
      },

    mailsInvitation: async ({ id, data: { invitationId } }: About<{ readonly invitationId: string }>, tx: AnyTx) => {
      await notifications.queue(tx, { kind: "workspace-invitation", subject: { invitationId }, key: id });
    },

    /** Tells whoever in the workspace it is for, in the product and by mail. */
    tells:
      (kind: NoticeOfWorkspace): Reactor<OfWorkspace> =>
      async ({ id, data: { workspaceId } }, tx) => {
        await notifications.notify(tx, { kind, subject: { workspaceId }, key: id });
      },

    records: {
      person: recordsAbout("person", ({ userId }: OfPerson) => userId),
      workspace: recordsAbout("workspace", ({ workspaceId }: OfWorkspace) => workspaceId),
      invitation: recordsAbout("invitation", (data: { readonly invitationId: string }) => data.invitationId),
      role: recordsAbout("role", (data: { readonly roleId: string }) => data.roleId),
      team: recordsAbout("team", (data: { readonly teamId: string }) => data.teamId),
      serviceAccount: recordsAbout(
        "service_account",
        (data: { readonly serviceAccountId: string }) => data.serviceAccountId,
      ),
      domain: recordsAbout("domain", (data: { readonly domainId: string }) => data.domainId),
      key: ((event, tx) => {
        const { keyId, workspaceId: _known, ...data } = event.data;
        return audit.recordEvent(tx, { ...audited(event), subject: { type: "api_key", id: keyId }, data });
      }) satisfies Reactor<OfWorkspace & { readonly keyId: string }>,
      /** What a person alone can do, unless somebody else has announced it. */
      ownDoing: ((event, tx) => {
        const { userId } = event.data;
        return audit.recordEvent(tx, { ...audited(event), subject: { type: "person", id: userId }, byItself: userId });
      }) satisfies Reactor<OfPerson>,
      joining: ((event, tx) => {
        const { userId, role } = event.data;
        const subject = { type: "person", id: userId };
        return audit.recordEvent(tx, { ...audited(event), subject, data: { role }, byItself: userId });
      }) satisfies Reactor<OfPerson & { readonly role: string }>,
      roleOfPerson: ((event, tx) => {
        const { userId, role } = event.data;
        return audit.recordEvent(tx, { ...audited(event), subject: { type: "person", id: userId }, data: { role } });
      }) satisfies Reactor<OfPerson & { readonly role: string }>,
    },

    /** The vendor's word, so the workspace's owner stands for whoever paid. */
    countsPlan: (async (event, tx) => {
      const { fromPlan: from, toPlan: to } = event.data;
      if (from === undefined || to === undefined) return;
      const properties = { from, to };
      await analytics.queue(tx, { name: "billing.plan_changed", actorId: null, properties, ...factIn(event) });
    }) satisfies Reactor<{ readonly fromPlan?: string | undefined; readonly toPlan?: string | undefined }>,
  };
}

/** Mails that say to a person what has become of their own account. */
type MailToOneself =
  | "password-changed"
  | "second-factor-on"
  | "second-factor-off"
  | "second-factor-reset"
  | "recovery-codes-renewed"
  | "recovery-code-used"
  | "passkey-added"
  | "passkey-removed";

type NoticeOfWorkspace = "workspace-closed" | "api-key-made" | "plan-changed" | "payment-overdue";

export const factIn = ({ id: eventId, occurredAt, tenantId }: SystemEvent) => ({ eventId, occurredAt, tenantId });

/** An entry is called what happened. */
function audited({ id, type, occurredAt, requestId, traceparent, tenantId, userId }: SystemEvent) {
  return { id, action: type, occurredAt, requestId, traceparent, tenantId, userId };
}

const minuteOf = (at: Date): string => at.toISOString().slice(0, "2026-01-01T00:00".length);
