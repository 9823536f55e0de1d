import type { Metadata } from "next";
import { getCopy } from "../../../../copy.ts";
import { AdminPage, adminTitle } from "../../../../features/ops-safety/admin-page.tsx";
import { LiveRefresh } from "../../../../features/workflows/live-refresh.tsx";
import { readSchedules } from "../../../../features/workflows/read.ts";
import { ScheduleTable } from "../../../../features/workflows/schedule-table.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";

const PATH = "/admin/schedules";

export async function generateMetadata(): Promise<Metadata> {
  return { title: await adminTitle(PATH, (_copy, language) => getCopy(language).workflows.schedules.title) };
}

export default function SchedulesPage() {
  return (
    <AdminPage path={PATH} read={readSchedules}>
      {({ schedules }, { failures, language }) => {
        const { schedules: copy, runs } = getCopy(language).workflows;
        return (
          <>
            <PageHeader title={copy.title} lead={copy.lead} action={<LiveRefresh label={runs.live} />} />
            <div className="mt-8">
              <ScheduleTable schedules={schedules} copy={copy} failures={failures} language={language} />
            </div>
          </>
        );
      }}
    </AdminPage>
  );
}
