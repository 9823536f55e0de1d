import { Fragment } from "react";
import { Dot } from "../../../ui/badge.tsx";
import { classes } from "../../../ui/classes.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { HUES } from "../../../ui/hues.ts";
import type { ReferenceCopy } from "../copy/reference.ts";
import { ACROSS } from "../across.ts";
import type { Description } from "./description.ts";
import { RouteArticle } from "./route-article.tsx";
import { groupRoutes, type RouteGroup } from "./routes.ts";
import { MethodName } from "./method-name.tsx";

interface ReferenceProps {
  readonly copy: ReferenceCopy;
  /** What each group is called that is a system. */
  readonly systems: Readonly<Record<string, { readonly name: string }>>;
  readonly description: Description | undefined;
}

export function Reference({ copy, systems, description }: ReferenceProps) {
  const groups = description === undefined ? [] : groupRoutes(description);
  const nameOf = (tag: string) => systems[tag]?.name ?? copy.tags[tag] ?? tag;
  return (
    <div className={classes(ACROSS, "grid gap-12 pt-8 pb-24 sm:pt-14 lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-16")}>
      <Contents groups={groups} copy={copy} nameOf={nameOf} />
      <div className="min-w-0">
        <h1 className="text-32 font-semibold text-ink">{copy.title}</h1>
        <p className="mt-3 max-w-prose text-16 text-ink-soft">{copy.lead}</p>
        <p className="mt-3 max-w-prose text-14 text-ink-soft">
          {copy.base} {/* oxlint-disable-next-line next/no-html-link-for-pages -- the API answers it, not a page */}
          <a href="/api/v1/openapi.json" className="text-accent-ink underline underline-offset-4">
            {copy.download}
          </a>
        </p>
        <Groups groups={groups} copy={copy} nameOf={nameOf} />
        {groups.length === 0 && (
          <div className="mt-10">
            <EmptyState title={copy.absentTitle}>{copy.absent}</EmptyState>
          </div>
        )}
        {groups.map(({ tag, description: lead, routes }) => (
          <section key={tag} id={`tag-${tag}`} className="mt-14 scroll-mt-8">
            <h2 className="flex items-center gap-3 text-24 font-semibold text-ink">
              <TagDot tag={tag} />
              {nameOf(tag)}
            </h2>
            {lead !== undefined && (
              <p lang="en" className="mt-1 text-14 text-ink-soft">
                {lead}
              </p>
            )}
            {routes.map((route) => (
              <RouteArticle key={route.id} route={route} copy={copy} />
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}

interface ContentsProps {
  readonly groups: readonly RouteGroup[];
  readonly copy: ReferenceCopy;
  readonly nameOf: (tag: string) => string;
}

function Contents({ groups, copy, nameOf }: ContentsProps) {
  return (
    <nav
      aria-label={copy.contents}
      className="hidden self-start lg:sticky lg:top-10 lg:block lg:max-h-[calc(100dvh-5rem)] lg:overflow-y-auto"
    >
      {groups.map(({ tag, routes }) => (
        <div key={tag} className="mb-6">
          <a href={`#tag-${tag}`} className="flex items-center gap-2 text-13 font-medium text-ink hover:underline">
            <TagDot tag={tag} />
            {nameOf(tag)}
          </a>
          <ul className="mt-2 grid gap-1">
            {routes.map(({ id, method, path }) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  className="grid grid-cols-[3.25rem_minmax(0,1fr)] rounded-control py-0.5 font-mono text-12 text-ink-soft hover:text-ink hover:underline"
                >
                  <MethodName method={method} />
                  <Path path={path} />
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** Where the list of all routes has no room beside them: the way to each group, for nobody wants to scroll to the last. */
function Groups({ groups, copy, nameOf }: ContentsProps) {
  if (groups.length === 0) return null;
  return (
    <nav aria-label={copy.contents} className="mt-8 border-t border-line pt-4 lg:hidden">
      <ul className="-mx-2 flex flex-wrap">
        {groups.map(({ tag }) => (
          <li key={tag}>
            <a
              href={`#tag-${tag}`}
              className="flex h-10 items-center gap-2 rounded-control px-2 text-14 text-ink hover:underline"
            >
              <TagDot tag={tag} />
              {nameOf(tag)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Without what every address begins with, and broken where it has parts. */
function Path({ path }: { readonly path: string }) {
  const parts = path.replace(/^\/api\/(v1\/)?/, "").split("/");
  return (
    <span>
      {parts.map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the parts of one address never change places
        <Fragment key={index}>
          {index > 0 && (
            <>
              /<wbr />
            </>
          )}
          {part}
        </Fragment>
      ))}
    </span>
  );
}

function TagDot({ tag }: { readonly tag: string }) {
  const hue = HUES.find((name) => name === tag);
  return hue === undefined ? <span aria-hidden="true" className="size-2 rounded-[2px] bg-line" /> : <Dot hue={hue} />;
}
