import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Case } from "@ninefold/testing/conformance-kit";
import type { EmailMessage, Outcome } from "@ninefold/notifications";
import type { NotificationsRule, NotificationsSubject, SignedReport } from "./subject.ts";

interface Samples {
  readonly email: () => EmailMessage;
  readonly freshKey: () => { readonly idempotencyKey: string };
}

/** What the vendor tells afterwards. */
export function reportCases({ email, freshKey }: Samples): readonly Case<NotificationsSubject, NotificationsRule>[] {
  const outcomes: readonly Outcome[] = [
    { status: "accepted" },
    { status: "delayed" },
    { status: "delivered" },
    { status: "bounced", isLasting: true },
    { status: "bounced", isLasting: false },
    { status: "complained" },
  ];
  return [
    {
      name: "says what became of a message, by its ref and the tags that it was sent with",
      needs: "reports",
      async run(subject) {
        const tags = { delivery_id: randomUUID() };
        const receipt = await subject.transport.send({ ...email(), tags }, freshKey());
        assert.ok(receipt.status === "accepted");
        for (const outcome of outcomes) {
          const report = await read(subject, await reported(subject, outcome));
          assert.deepEqual(report.about, { ref: receipt.ref, tags });
          assert.deepEqual(report.outcome, outcome);
          assert.ok(report.id !== "" && Math.abs(report.occurredAt.getTime() - Date.now()) < 60_000);
        }
      },
    },
    {
      name: "has no outcome for what we have no word for",
      needs: "reports",
      async run(subject) {
        await subject.transport.send(email(), freshKey());
        const { outcome, event } = await read(subject, await reported(subject));
        assert.equal(outcome, undefined);
        assert.notEqual(event, "");
      },
    },
    {
      name: "N-24: answers the same for a report that comes again, and another id for another",
      needs: "reports",
      async run(subject) {
        await subject.transport.send(email(), freshKey());
        const report = await reported(subject, { status: "delivered" });
        const first = await read(subject, report);
        assert.deepEqual(await read(subject, report), first);
        assert.notEqual((await read(subject, await reported(subject, { status: "delivered" }))).id, first.id);
      },
    },
    {
      name: "N-26: refuses a report that is altered, re-serialised, unsigned, or signed for another moment",
      needs: "reports",
      async run(subject) {
        await subject.transport.send(email(), freshKey());
        const { body, headers } = await reported(subject, { status: "complained" });
        const bytes = new TextDecoder().decode(body);
        const forgeries: SignedReport[] = [
          { body: encode(bytes.replace("complained", "delivered ")), headers },
          { body: encode(JSON.stringify(JSON.parse(bytes), undefined, 1)), headers },
          { body: encode(`${bytes} `), headers },
          { body, headers: new Headers() },
        ];
        for (const [name, value] of headers) {
          forgeries.push({ body, headers: without(headers, name) });
          forgeries.push({ body, headers: without(headers, name, `${value}0`) });
        }
        for (const forgery of forgeries) {
          await assert.rejects(read(subject, forgery), { code: "notifications.invalid_signature", retryable: false });
        }
      },
    },
    {
      name: "believes no report where the vendor makes none",
      needs: "silent",
      async run({ transport }) {
        assert.equal(transport.capabilities.reports, false);
        await assert.rejects(transport.readReport(encode("{}"), new Headers()), { code: "notifications.no_reports" });
      },
    },
  ];
}

async function reported({ reportOf }: NotificationsSubject, outcome?: Outcome): Promise<SignedReport> {
  assert.ok(reportOf, "a subject whose vendor reports can make a report");
  return reportOf(outcome);
}

const read = ({ transport }: NotificationsSubject, { body, headers }: SignedReport) =>
  transport.readReport(body, headers);

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

function without(headers: Headers, name: string, instead?: string): Headers {
  const copy = new Headers(headers);
  copy.delete(name);
  if (instead !== undefined) copy.set(name, instead);
  return copy;
}
