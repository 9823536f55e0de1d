import type { Metadata } from "next";
import { ApiProblem } from "../../../api.ts";
import { getCopy } from "../../../copy.ts";
import { AppFrame } from "../../../features/identity/app-frame.tsx";
import { LanguageChoice } from "../../../features/identity/language-choice.tsx";
import { ProfileForm } from "../../../features/identity/profile-form.tsx";
import { hasSignIn, readWaysIn } from "../../../features/identity/read.ts";
import { SignOutButton } from "../../../features/identity/sign-out-button.tsx";
import { visitorAt } from "../../../features/identity/visit.ts";
import { PictureForm } from "../../../features/media/picture-form.tsx";
import { ExportSection } from "../../../features/ops-safety/export-section.tsx";
import { UnavailablePage } from "../../../features/ops-safety/unavailable-page.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { SettingsList } from "../../../ui/settings-list.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Soon } from "../../../ui/soon.tsx";
import { ThemeButtons } from "../../../ui/theme-buttons.tsx";
import { visitorLanguage } from "../../../visitor.ts";

const PATH = "/account";

export async function generateMetadata(): Promise<Metadata> {
  return { title: getCopy(await visitorLanguage()).identity.account.title };
}

export default async function AccountPage() {
  const me = await visitorAt(PATH);
  const language = await visitorLanguage();
  const { identity, media, notifications, opsSafety } = getCopy(language);
  if (me instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={PATH} />;

  const { account: copy, failures, frame } = identity;
  const waysIn = await readWaysIn();
  return (
    <AppFrame me={me}>
      <PageHeader title={copy.title} lead={copy.lead} />
      <div className="mt-8 grid gap-8">
        <section className="grid gap-3 lg:grid-cols-[14rem_minmax(0,1fr)] lg:gap-8">
          <div>
            <h2 className="text-14 font-semibold text-ink">{copy.profile.title}</h2>
            <p className="text-13 text-ink-faint">{copy.profile.lead}</p>
          </div>
          <div className="rounded-panel border border-line bg-panel p-4 sm:p-6">
            <div className="grid max-w-form gap-6">
              <PictureForm
                name={me.person.name}
                seed={me.person.id}
                pictureUrl={me.person.pictureUrl}
                copy={media.avatar}
                failures={failures}
              />
              {waysIn.ways.profile && <ProfileForm person={me.person} copy={copy.profile} failures={failures} />}
            </div>
          </div>
        </section>
        <SettingsList
          groups={[
            {
              title: copy.appearance,
              settings: [
                {
                  id: "language",
                  label: copy.language.label,
                  text: copy.language.text,
                  control: <LanguageChoice language={me.person.locale} copy={copy.language} failures={failures} />,
                },
                { id: "theme", label: copy.theme, text: copy.themeText, control: <ThemeButtons /> },
              ],
            },
            {
              title: notifications.preferences.title,
              settings: [
                {
                  id: "notifications",
                  label: notifications.preferences.group,
                  text: notifications.preferences.entry,
                  href: "/account/notifications",
                },
              ],
            },
            ...(hasSignIn(waysIn)
              ? [
                  {
                    title: identity.security.title,
                    settings: [
                      {
                        id: "security",
                        label: identity.security.entry,
                        text: identity.security.entryText,
                        href: "/account/security",
                      },
                    ],
                  },
                  {
                    title: copy.session,
                    settings: [
                      {
                        id: "sign-out",
                        label: copy.signOut,
                        text: copy.signOutText,
                        control: <SignOutButton copy={frame} />,
                      },
                    ],
                  },
                ]
              : []),
          ]}
        />
        <Soon
          of={ExportSection}
          props={{ copy: opsSafety.export, failures }}
          fallback={<Skeleton shape="list" lines={2} />}
        />
      </div>
    </AppFrame>
  );
}
