import type { Metadata } from "next";
import { AdminPage, adminTitle } from "../../../../features/ops-safety/admin-page.tsx";
import { FlagPanel } from "../../../../features/ops-safety/flag-panel.tsx";
import { readFlagList } from "../../../../features/ops-safety/read.ts";
import { EmptyState } from "../../../../ui/empty-state.tsx";
import { Mark } from "../../../../ui/mark.tsx";
import { Notice } from "../../../../ui/notice.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";

const PATH = "/admin/flags";

export async function generateMetadata(): Promise<Metadata> {
  return { title: await adminTitle(PATH, ({ flags }) => flags.title) };
}

export default function FlagsPage() {
  return (
    <AdminPage path={PATH} read={readFlagList}>
      {({ flags, canDecide }, { copy: { flags: copy, undecidable }, failures }) => (
        <>
          <PageHeader title={copy.title} lead={copy.lead} />
          <div className="mt-8 grid gap-6">
            {!canDecide && (
              <Notice tone="info" isStill>
                {undecidable}
              </Notice>
            )}
            {flags.length === 0 && (
              <EmptyState picture={<Mark size={32} rest="var(--color-line)" />} title={copy.empty}>
                {copy.emptyText}
              </EmptyState>
            )}
            {flags.map((flag) => (
              <FlagPanel key={flag.key} flag={flag} canDecide={canDecide} copy={copy} failures={failures} />
            ))}
          </div>
        </>
      )}
    </AdminPage>
  );
}
