import type { Metadata } from "next";
import { Suspense } from "react";
import { ApiProblem } from "../../../../../api.ts";
import { getCopy } from "../../../../../copy.ts";
import { AppFrame } from "../../../../../features/identity/app-frame.tsx";
import { memberAt } from "../../../../../features/identity/visit.ts";
import { filesPath } from "../../../../../features/identity/workspaces.ts";
import { AllFilesSection } from "../../../../../features/media/all-files-section.tsx";
import { NotFoundPage } from "../../../../../features/ops-safety/not-found-page.tsx";
import { UnavailablePage } from "../../../../../features/ops-safety/unavailable-page.tsx";
import { fill } from "../../../../../languages.ts";
import { PageHeader } from "../../../../../ui/page-header.tsx";
import { Skeleton } from "../../../../../ui/skeleton.tsx";
import { visitorLanguage } from "../../../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: getCopy(await visitorLanguage()).media.all.title };
}

export default async function FilesPage({ params, searchParams }: PageProps<"/w/[slug]/files">) {
  const [{ slug }, { after }] = await Promise.all([params, searchParams]);
  const path = filesPath(slug);
  const visit = await memberAt(path, slug);
  const { identity, media: copy, opsSafety } = getCopy(await visitorLanguage());
  if (visit === undefined) return <NotFoundPage />;
  if (visit instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={path} />;

  const { me, workspace } = visit;
  const cursor = typeof after === "string" ? after : undefined;
  return (
    <AppFrame me={me} workspace={workspace}>
      <PageHeader title={copy.all.title} lead={fill(copy.all.lead, { workspace: workspace.name })} />
      <div className="mt-8">
        <Suspense key={cursor} fallback={<Skeleton shape="list" lines={4} />}>
          <AllFilesSection workspace={workspace} after={cursor} copy={copy} failures={identity.failures} />
        </Suspense>
      </div>
    </AppFrame>
  );
}
