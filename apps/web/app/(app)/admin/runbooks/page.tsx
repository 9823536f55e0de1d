import type { Metadata } from "next";
import { AdminPage, adminTitle } from "../../../../features/ops-safety/admin-page.tsx";
import { worstState } from "../../../../features/ops-safety/dependencies.ts";
import { readKnown } from "../../../../features/ops-safety/read.ts";
import { RunbookList } from "../../../../features/ops-safety/runbook-list.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";

const PATH = "/admin/runbooks";

export async function generateMetadata(): Promise<Metadata> {
  return { title: await adminTitle(PATH, ({ runbooks }) => runbooks.title) };
}

export default function RunbooksPage() {
  return (
    <AdminPage path={PATH} read={readKnown}>
      {(known, { copy: { runbooks: copy, dependencies: states } }) => (
        <>
          <PageHeader title={copy.title} lead={copy.lead} />
          <div className="mt-8">
            <RunbookList
              lines={known.runbooks.map(({ id, title, dependencies }) => ({
                id,
                title,
                dependencies,
                state: worstState(dependencies, known),
              }))}
              copy={copy}
              states={states}
            />
          </div>
        </>
      )}
    </AdminPage>
  );
}
