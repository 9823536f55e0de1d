import { can } from "@ninefold/identity/permissions";
import type { Metadata } from "next";
import { ApiProblem } from "../../../../../api.ts";
import { getCopy } from "../../../../../copy.ts";
import { billingPath } from "../../../../../features/billing/billing.ts";
import { BillingSections } from "../../../../../features/billing/billing-sections.tsx";
import { AppFrame } from "../../../../../features/identity/app-frame.tsx";
import { memberAt } from "../../../../../features/identity/visit.ts";
import { NotFoundPage } from "../../../../../features/ops-safety/not-found-page.tsx";
import { answerWith } from "../../../../../features/ops-safety/responses.ts";
import { UnavailablePage } from "../../../../../features/ops-safety/unavailable-page.tsx";
import { fill } from "../../../../../languages.ts";
import { DeniedState } from "../../../../../ui/denied-state.tsx";
import { PageHeader } from "../../../../../ui/page-header.tsx";
import { Skeleton } from "../../../../../ui/skeleton.tsx";
import { Soon } from "../../../../../ui/soon.tsx";
import { visitorLanguage } from "../../../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: getCopy(await visitorLanguage()).billing.title };
}

export default async function BillingPage({ params, searchParams }: PageProps<"/w/[slug]/billing">) {
  const [{ slug }, { checkout }] = await Promise.all([params, searchParams]);
  const path = billingPath(slug);
  const visit = await memberAt(path, slug);
  const language = await visitorLanguage();
  const { billing: copy, identity, opsSafety } = getCopy(language);
  if (visit === undefined) return <NotFoundPage />;
  if (visit instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={path} />;

  const { me, workspace } = visit;
  const maySee = can(workspace, "billing:read");
  if (!maySee) answerWith(403);
  return (
    <AppFrame me={me} workspace={workspace}>
      <PageHeader title={copy.title} lead={fill(copy.lead, { workspace: workspace.name })} />
      <div className="mt-8">
        {maySee ? (
          <Soon
            of={BillingSections}
            props={{
              workspace,
              checkoutId: typeof checkout === "string" ? checkout : undefined,
              copy,
              failures: identity.failures,
              language,
            }}
            fallback={<Skeleton shape="list" lines={4} />}
          />
        ) : (
          <DeniedState title={copy.denied.title} grantedBy={copy.denied.managers}>
            {copy.denied.text}
          </DeniedState>
        )}
      </div>
    </AppFrame>
  );
}
