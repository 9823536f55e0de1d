import { Hono } from "hono";
import { hasArrived, isFor, type Mail } from "../mail.ts";
import { notice } from "../../pages/parts.ts";
import { pageShell } from "../../pages/shell.ts";
import { SHELL } from "./layout.ts";
import { listPage } from "./list.ts";
import { mailPage, type View, VIEWS } from "./mail.ts";

export interface InboxOptions {
  /** Everything that was accepted, newest first. */
  readonly mails: () => readonly Mail[];
  readonly now: () => Date;
  readonly productUrl: string | undefined;
}

/** What a person sees of the mail that was sent, and the same for programs as JSON. */
export function inboxPages({ mails, now, productUrl }: InboxOptions): Hono {
  const { send } = pageShell({ ...SHELL, productUrl });
  /** Changes with every mail, and with every turn that one takes. */
  const version = () => {
    const [newest] = mails();
    return newest === undefined ? "" : `${newest.id} ${mails().length} ${newest.lastEvent}`;
  };
  return new Hono()
    .get("/", (c) => c.redirect("/inbox"))
    .get("/inbox", (c) => {
      const to = (c.req.query("to") ?? "").trim();
      const shown = mails().filter((mail) => mentions(mail, to));
      return send({ ...listPage({ mails: shown, to, now: now(), productUrl }), version: version() });
    })
    .get("/inbox/version", (c) => c.text(version()))
    .get("/inbox.json", (c) => {
      const to = c.req.query("to");
      const found = mails().filter((mail) => hasArrived(mail) && (to === undefined || isFor(mail, to)));
      return c.json({ mails: found });
    })
    .get("/inbox/:id", (c) => {
      const mail = mails().find(({ id }) => id === c.req.param("id"));
      return mail === undefined ? send(GONE, 404) : send(mailPage(mail, viewOf(mail, c.req.query("view"))));
    });
}

/** A person may look for a part of an address. */
function mentions({ to, cc, bcc }: Mail, part: string): boolean {
  return [...to, ...cc, ...bcc].some((one) => one.toLowerCase().includes(part.toLowerCase()));
}

function viewOf(mail: Mail, asked: string | undefined): View {
  return VIEWS.find((one) => one === asked) ?? (mail.html === undefined ? "text" : "preview");
}

const GONE = notice("No such mail", "The inbox was emptied since, or the address is cut short.", {
  href: "/inbox",
  text: "Show all mail",
});
