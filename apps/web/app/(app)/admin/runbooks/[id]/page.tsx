import type { Metadata } from "next";
import { AdminPage, adminTitle } from "../../../../../features/ops-safety/admin-page.tsx";
import { dependencyLines } from "../../../../../features/ops-safety/dependencies.ts";
import { DependencyTable } from "../../../../../features/ops-safety/dependency-table.tsx";
import { Markdown } from "../../../../../features/ops-safety/markdown.tsx";
import { readKnown } from "../../../../../features/ops-safety/read.ts";
import { Breadcrumbs } from "../../../../../ui/breadcrumbs.tsx";
import { PageHeader } from "../../../../../ui/page-header.tsx";

const pathOf = (id: string) => `/admin/runbooks/${encodeURIComponent(id)}`;

export async function generateMetadata({ params }: PageProps<"/admin/runbooks/[id]">): Promise<Metadata> {
  return { title: await adminTitle(pathOf((await params).id), ({ runbooks }) => runbooks.title) };
}

export default async function RunbookPage({ params }: PageProps<"/admin/runbooks/[id]">) {
  const { id } = await params;
  const read = async () => {
    const known = await readKnown();
    const runbook = known.runbooks.find((one) => one.id === id);
    return runbook && { known, runbook };
  };
  return (
    <AdminPage path={pathOf(id)} read={read}>
      {(
        { known, runbook: { title, text, dependencies } },
        { copy: { runbooks: copy, dependencies: words }, language },
      ) => (
        <>
          <PageHeader title={title} above={<Breadcrumbs trail={[{ label: copy.title, href: "/admin/runbooks" }]} />} />
          {dependencies.length > 0 && (
            <section className="mt-8 grid gap-3">
              <h2 className="text-16 font-semibold text-ink">{copy.now}</h2>
              <DependencyTable
                lines={dependencyLines(known).filter(({ dependency }) => dependencies.includes(dependency))}
                copy={words}
                language={language}
                empty={<p className="text-14 text-ink-faint">{copy.notCalled}</p>}
              />
            </section>
          )}
          <article lang="en" className="mt-8">
            <Markdown text={text} />
          </article>
        </>
      )}
    </AdminPage>
  );
}
