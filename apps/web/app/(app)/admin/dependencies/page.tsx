import type { Metadata } from "next";
import { RefreshButton } from "../../../../features/identity/refresh-button.tsx";
import { AdminPage, adminTitle } from "../../../../features/ops-safety/admin-page.tsx";
import { dependencyLines } from "../../../../features/ops-safety/dependencies.ts";
import { DependencyTable } from "../../../../features/ops-safety/dependency-table.tsx";
import { readKnown } from "../../../../features/ops-safety/read.ts";
import { PageHeader } from "../../../../ui/page-header.tsx";

const PATH = "/admin/dependencies";

export async function generateMetadata(): Promise<Metadata> {
  return { title: await adminTitle(PATH, ({ dependencies }) => dependencies.title) };
}

export default function DependenciesPage() {
  return (
    <AdminPage path={PATH} read={readKnown}>
      {(known, { copy: { dependencies: copy, refresh, refreshing }, language }) => (
        <>
          <PageHeader
            title={copy.title}
            lead={copy.lead}
            action={<RefreshButton label={refresh} pending={refreshing} />}
          />
          <div className="mt-8">
            <DependencyTable lines={dependencyLines(known)} copy={copy} language={language} />
          </div>
        </>
      )}
    </AdminPage>
  );
}
