import { ApiProblem, asProblem } from "../../api.ts";
import { fill, type Language } from "../../languages.ts";
import { Badge } from "../../ui/badge.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import type { Tone } from "../../ui/tone.ts";
import type { FailureCopy } from "../identity/copy/failures.ts";
import type { Workspace } from "../identity/workspaces.ts";
import { type Billing, billingPath, PLANS, type Subscription } from "./billing.ts";
import { CancelPlan } from "./cancel-plan.tsx";
import { Confirming } from "./confirming.tsx";
import { type BillingCopy, stateSentence } from "./copy.ts";
import { dayOf } from "./day.ts";
import { formatMoney } from "./money.ts";
import { PlanChoice } from "./plan-choice.tsx";
import { readBilling } from "./read.ts";
import { UsageBars } from "./usage-bars.tsx";

interface SectionsProps {
  readonly workspace: Workspace;
  /** The checkout that the visitor comes back from, as the address has it. */
  readonly checkoutId: string | undefined;
  readonly copy: BillingCopy;
  readonly failures: FailureCopy;
  readonly language: Language;
}

/** Plan, usage, and the way to another plan. */
export async function BillingSections({ workspace, checkoutId, copy, failures, language }: SectionsProps) {
  const billing = await readBilling(workspace.id).catch(asProblem);
  if (billing instanceof ApiProblem) {
    return (
      <ErrorState
        title={copy.failed}
        quote={billing.requestId}
        action={
          <ButtonLink href={billingPath(workspace.slug)} reload>
            {copy.retry}
          </ButtonLink>
        }
      >
        {copy.failedText}
      </ErrorState>
    );
  }
  const { subscription, canBuy } = billing;
  return (
    <div className="grid gap-8">
      <Arrival billing={billing} checkoutId={checkoutId} copy={copy} />
      <div className="grid items-start gap-8 lg:grid-cols-2">
        <CurrentPlan workspace={workspace} billing={billing} copy={copy} failures={failures} language={language} />
        <Panel title={copy.usageTitle} lead={copy.usageLead}>
          <UsageBars limits={billing.limits} copy={copy} language={language} />
        </Panel>
      </div>
      {canBuy && subscription === null && (
        <section>
          <h2 className="text-16 font-semibold text-ink">{copy.chooseTitle}</h2>
          <p className="mb-4 max-w-prose text-14 text-ink-soft">{copy.chooseLead}</p>
          <PlanChoice
            workspaceId={workspace.id}
            copy={plansCopyOf(copy)}
            words={copy.checkout}
            failures={failures}
            language={language}
          />
        </section>
      )}
    </div>
  );
}

type ArrivalProps = Pick<SectionsProps, "checkoutId" | "copy"> & { readonly billing: Billing };

/** For who comes back from the payment page. Coming back proves nothing: only what the vendor tells us does. */
function Arrival({ billing: { pendingCheckout, subscription, plan }, checkoutId, copy }: ArrivalProps) {
  if (checkoutId === undefined) return undefined;
  if (pendingCheckout?.id === checkoutId) {
    return pendingCheckout.wasDeclined ? (
      <Notice tone="bad">{copy.declined}</Notice>
    ) : (
      <Confirming copy={copy.confirming} />
    );
  }
  if (subscription === null) return undefined;
  return <Notice tone="good">{fill(copy.active, { plan: plan.name })}</Notice>;
}

const TONE: Readonly<Record<Subscription["status"], Tone | undefined>> = {
  active: "good",
  trialing: "info",
  past_due: "warn",
  unpaid: "bad",
  paused: "warn",
  incomplete: undefined,
  ended: undefined,
};

interface StandingProps {
  readonly subscription: Subscription;
  readonly copy: Pick<BillingCopy, "status" | "ending">;
}

/** What matters most about it in a word: that it will end, before that it runs. */
function Standing({ subscription: { status, cancelAtPeriodEnd }, copy }: StandingProps) {
  if (status === "active" && cancelAtPeriodEnd) return <Badge tone="warn">{copy.ending}</Badge>;
  return <Badge tone={TONE[status]}>{copy.status[status]}</Badge>;
}

type CurrentPlanProps = Omit<SectionsProps, "checkoutId"> & { readonly billing: Billing };

function CurrentPlan({ workspace, billing, copy, failures, language }: CurrentPlanProps) {
  const { subscription, plan } = billing;
  const bought = PLANS.find(({ key }) => key === (subscription?.planKey ?? plan.key));
  const interval = subscription?.interval ?? "month";
  const { text, date } = stateSentence(billing, copy);
  const day = date === undefined ? "" : dayOf(date, language);
  const end = subscription === null ? "" : dayOf(subscription.currentPeriodEnd, language);
  const isOwed = subscription?.access === "grace" || subscription?.access === "suspended";
  const names = { plan: bought?.name ?? plan.name, workspace: workspace.name, date: end };
  return (
    <Panel
      title={copy.planTitle}
      {...(subscription !== null && {
        action: <Standing subscription={subscription} copy={copy} />,
      })}
      {...(subscription !== null &&
        !subscription.cancelAtPeriodEnd && {
          footer: <CancelPlan workspaceId={workspace.id} names={names} copy={cancelCopyOf(copy)} failures={failures} />,
        })}
    >
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-24 font-semibold text-ink">{names.plan}</span>
        {bought !== undefined && subscription !== null && (
          <span className="text-14 text-ink-faint tabular-nums">
            {formatMoney(bought.prices[interval], language)} {interval === "month" ? copy.perMonth : copy.perYear}
          </span>
        )}
      </p>
      {isOwed ? (
        <div className="mt-3">
          <Notice tone={subscription.access === "grace" ? "warn" : "bad"} isStill>
            {fill(text, { date: day })}
          </Notice>
        </div>
      ) : (
        <p className="mt-2 max-w-prose text-14 text-ink-soft">{fill(text, { date: day })}</p>
      )}
      {subscription !== null && !isOwed && (
        <p className="mt-2 max-w-prose text-13 text-ink-faint">
          {subscription.cancelAtPeriodEnd ? fill(copy.changeAfterEnd, { date: end }) : copy.changeLater}
        </p>
      )}
    </Panel>
  );
}

/** What goes to the browser, and no more. */
function plansCopyOf(copy: BillingCopy) {
  const { plans, month, year, intervals, perMonth, perYear, perMonthOfYear, limits, unlimited } = copy;
  return { plans, month, year, intervals, perMonth, perYear, perMonthOfYear, limits, unlimited };
}

function cancelCopyOf({ cancel, cancelled, cancelQuestion, nothingToCancel, notCancelled }: BillingCopy) {
  return { cancel, cancelled, cancelQuestion, nothingToCancel, notCancelled };
}
