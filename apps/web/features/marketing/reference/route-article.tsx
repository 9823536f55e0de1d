import type { ReactNode } from "react";
import { Badge } from "../../../ui/badge.tsx";
import type { ReferenceCopy } from "../copy/reference.ts";
import type { Field } from "./fields.ts";
import { MethodName } from "./method-name.tsx";
import type { Route } from "./routes.ts";

interface RouteArticleProps {
  readonly route: Route;
  readonly copy: ReferenceCopy;
}

/** One route: how to call it, what comes back, and every code by which it fails. */
export function RouteArticle({ route, copy }: RouteArticleProps) {
  const { id, method, path, summary, needsSession, parameters, body, answers, problems } = route;
  return (
    <article id={id} className="mt-8 scroll-mt-8 border-t border-line pt-6">
      <h3 lang="en" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-16 font-semibold text-ink">
        {summary}
        {needsSession && (
          <span lang={copy.lang} className="contents">
            <Badge>{copy.session}</Badge>
          </span>
        )}
      </h3>
      <p className="mt-2 flex gap-3 rounded-control bg-well px-3 py-2 font-mono text-13 break-all text-ink">
        <MethodName method={method} />
        {path}
      </p>
      {parameters.length > 0 && (
        <Part title={copy.parameters}>
          <Fields
            copy={copy}
            fields={parameters.map(({ name, type, isRequired, description, in: place }) => ({
              path: name,
              type,
              isRequired,
              description: description ?? copy.in[place],
            }))}
          />
        </Part>
      )}
      {body !== undefined && body.length > 0 && (
        <Part title={copy.body}>
          <Fields copy={copy} fields={body} />
        </Part>
      )}
      {answers.map(({ status, description, fields }) => (
        <Part key={status} title={`${copy.answer} ${status}`}>
          <p lang="en" className="text-14 text-ink-soft">
            {description}
          </p>
          {fields.length > 0 && <Fields copy={copy} fields={fields} />}
        </Part>
      ))}
      {problems.length > 0 && (
        <Part title={copy.problems}>
          <ul className="flex flex-wrap gap-x-5 gap-y-1 font-mono text-12 text-ink-soft">
            {problems.flatMap(({ status, codes }) =>
              codes.map((code) => (
                <li key={`${status} ${code}`}>
                  <span className="text-ink-faint tabular-nums">{status}</span> {code}
                </li>
              )),
            )}
          </ul>
        </Part>
      )}
    </article>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="mt-4 grid gap-2 sm:grid-cols-[7rem_minmax(0,1fr)] sm:gap-6">
      <h4 className="text-13 font-medium text-ink-faint">{title}</h4>
      <div className="min-w-0">{children}</div>
    </div>
  );
}

function Fields({ fields, copy }: { readonly fields: readonly Field[]; readonly copy: ReferenceCopy }) {
  return (
    <dl className="divide-y divide-line text-13">
      {fields.map(({ path, type, isRequired, description }) => (
        <div key={path} className="grid gap-x-4 py-1.5 first:pt-0 md:grid-cols-[14rem_minmax(0,1fr)]">
          <dt className="font-mono break-all text-ink">
            {path}
            {!isRequired && <span className="font-sans text-ink-faint"> {copy.optional}</span>}
          </dt>
          <dd>
            <code className="font-mono break-words text-ink-soft">{type}</code>
            {description !== undefined && (
              <span lang="en" className="block text-ink-faint">
                {description}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
