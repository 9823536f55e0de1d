import type { Metadata } from "next";
import { AdminPage, adminTitle } from "../../../../features/ops-safety/admin-page.tsx";
import { readSwitches } from "../../../../features/ops-safety/read.ts";
import { SwitchForm } from "../../../../features/ops-safety/switch-form.tsx";
import { SwitchTable } from "../../../../features/ops-safety/switch-table.tsx";
import { Notice } from "../../../../ui/notice.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { Panel } from "../../../../ui/panel.tsx";

const PATH = "/admin/switches";

export async function generateMetadata(): Promise<Metadata> {
  return { title: await adminTitle(PATH, ({ switches }) => switches.title) };
}

export default function SwitchesPage() {
  return (
    <AdminPage path={PATH} read={readSwitches}>
      {({ switches, dependencies, canDecide }, { copy: all, failures, language }) => {
        const copy = all.switches;
        return (
          <>
            <PageHeader title={copy.title} lead={copy.lead} />
            <div className="mt-8 grid grid-cols-1 items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
              <SwitchTable switches={switches} copy={copy} failures={failures} language={language} />
              {canDecide ? (
                <Panel title={copy.form.title} lead={copy.form.lead}>
                  <SwitchForm dependencies={dependencies} switches={switches} copy={copy} failures={failures} />
                </Panel>
              ) : (
                <Notice tone="info" isStill>
                  {all.undecidable}
                </Notice>
              )}
            </div>
          </>
        );
      }}
    </AdminPage>
  );
}
