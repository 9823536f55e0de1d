import { z } from "zod";
import { NEWS } from "../src/deeds.ts";
import type { PretendApp } from "../src/adapters/memory.ts";
import { TestingError } from "../src/errors.ts";
import { attempt } from "./scripted-page.ts";
import { houseHandlers } from "./scripted-house-handlers.ts";
import {
  copy,
  entered,
  file,
  NEVER,
  project,
  projectIn,
  task,
  ticket,
  workspace,
  type Asked,
  type Handler,
} from "./scripted-shapes.ts";
import type { Storage } from "./scripted-storage.ts";

const Named = z.object({ name: z.string() });
const Credentials = z.object({ email: z.string(), password: z.string() });

/** What the product's operations do in the scripted one. A workspace's id is its slug, a task's its title. */
export function scriptedHandlers(app: PretendApp, storage: Storage): Readonly<Record<string, Handler>> {
  const made: { readonly name: string; readonly slug: string }[] = [];
  const here = ({ session }: Asked) => app.findName(session) ?? refuse("Sign in first");

  return {
    ...accountHandlers(app, here),
    ...workHandlers(app, storage),
    ...houseHandlers(app),
    readMe: {
      refuses: 401,
      answer(asked) {
        const name = here(asked);
        // A product that takes strangers for somebody is one of the mutants: it is not for this line to catch it.
        const pictureUrl = attempt(() => app.hasPicture(asked.session)).value ? `${asked.origin}/picture.svg` : null;
        const person = { id: name, name, email: "", locale: "en", isOperator: false, pictureUrl };
        return { body: { person, workspaces: made.map(workspace), invitations: [] } };
      },
    },
    createWorkspace: {
      answer({ session, body }) {
        const workspaceMade = app.createWorkspace(session, Named.parse(body).name);
        made.push(workspaceMade);
        return { body: workspace(workspaceMade) };
      },
    },
    findWorkspace: {
      refuses: 404,
      answer: ({ session, path }) => ({
        body: workspace(app.findWorkspace(session, path["slug"] ?? "") ?? refuse("Not here")),
      }),
    },
    invite: {
      refuses: 403,
      answer({ session, path, body }) {
        const { email } = z.object({ email: z.string() }).parse(body);
        app.invite(session, { slug: path["workspaceId"] ?? "", email });
        const times = { expiresAt: NEVER, invitedAt: NEVER };
        return { body: { id: email, email, role: "member", roleName: null, teamId: null, inviterName: "", ...times } };
      },
    },
    acceptInvitation: {
      refuses: 404,
      answer: ({ session, path }) => ({ body: workspace(app.accept(session, path["invitationId"] ?? "")) }),
    },
  };
}

function accountHandlers(app: PretendApp, here: (asked: Asked) => string): Readonly<Record<string, Handler>> {
  const copyOf = new Map<string, string>();
  return {
    signUp: {
      answer({ body }) {
        app.signUp(Credentials.extend({ name: z.string() }).parse(body));
        return { body: { status: "verification_sent" } };
      },
    },
    verifyEmail: {
      refuses: 401,
      answer({ body }) {
        const { token, password } = z.object({ token: z.string(), password: z.string() }).parse(body);
        return entered(app.confirm(token, password));
      },
    },
    signIn: { refuses: 401, answer: ({ body }) => entered(app.signIn(Credentials.parse(body))) },
    signOut: { answer: () => ({ body: { status: "signed_out" }, ends: "it" }) },
    requestPasswordReset: {
      answer({ body }) {
        app.requestReset(z.object({ email: z.string() }).parse(body).email);
        return { body: { status: "accepted" } };
      },
    },
    resetPassword: {
      answer({ body }) {
        const { token, newPassword } = z.object({ token: z.string(), newPassword: z.string() }).parse(body);
        app.resetPassword(token, newPassword);
        return { body: { status: "password_changed" } };
      },
    },
    beginAvatar: { refuses: 401, answer: (asked) => ({ body: here(asked) && ticket(asked) }) },
    completeAvatar: {
      refuses: 401,
      answer({ session, origin }) {
        app.setPicture(session);
        return { body: { pictureUrl: `${origin}/picture.svg` } };
      },
    },
    requestExport: {
      refuses: 429,
      answer(asked) {
        copyOf.set(here(asked), app.copyData(asked.session));
        return { body: copy };
      },
    },
    listExports: { answer: () => ({ body: { exports: [copy], nextAt: null } }) },
    downloadExport: {
      refuses: 404,
      answer(asked) {
        const systems = { all: copyOf.get(here(asked)) };
        return { body: { format: "1", personId: here(asked), systems } };
      },
    },
    listNotifications: {
      refuses: 401,
      answer({ session }) {
        const notifications = app.newsOf(session).map(({ what, workspace: name }, index) => ({
          id: String(index),
          kind: NEWS.find((one) => one.what === what)?.code ?? "",
          workspace: { id: name, slug: name, name },
          person: null,
          createdAt: NEVER,
          readAt: null,
        }));
        return { body: { notifications, unread: 0, nextCursor: null } };
      },
    },
  };
}

function workHandlers(app: PretendApp, storage: Storage): Readonly<Record<string, Handler>> {
  const uploads = new Map<string, string>();
  return {
    createProject: {
      refuses: 402,
      answer({ session, path, body }) {
        const { name } = Named.parse(body);
        return { body: project(app.createProject(session, { slug: path["workspaceId"] ?? "", name }), name) };
      },
    },
    listTasks: {
      refuses: 404,
      answer: (asked) => ({ body: { tasks: app.listTasks(asked.session, projectIn(asked)).map(task) } }),
    },
    createTask: {
      refuses: 404,
      answer(asked) {
        const { title } = z.object({ title: z.string() }).parse(asked.body);
        app.addTask(asked.session, projectIn(asked), title);
        return { body: task({ title, isDone: false }) };
      },
    },
    changeTask: {
      refuses: 404,
      answer(asked) {
        const title = asked.path["taskId"] ?? "";
        app.completeTask(asked.session, projectIn(asked), title);
        return { body: task({ title, isDone: true }) };
      },
    },
    beginProjectFile: {
      refuses: 404,
      answer(asked) {
        app.findProject(asked.session, projectIn(asked));
        const begun = ticket(asked);
        uploads.set(begun.id, projectIn(asked));
        return { body: begun };
      },
    },
    completeFile: {
      refuses: 404,
      answer({ session, path, body }) {
        const { reference } = z.object({ reference: z.string() }).parse(body);
        const sent = storage.get(reference) ?? refuse("It was not sent");
        app.attach(session, uploads.get(path["uploadId"] ?? "") ?? "", sent);
        return { body: file(sent.name) };
      },
    },
    listProjectFiles: {
      refuses: 404,
      answer: (asked) => ({ body: { files: app.listFiles(asked.session, projectIn(asked)).map(file) } }),
    },
    openFile: {
      refuses: 404,
      answer({ path, origin }) {
        const name = path["fileId"] ?? "";
        return { body: { url: `${origin}/storage/${encodeURIComponent(name)}` } };
      },
    },
    readFlags: {
      refuses: 404,
      answer: ({ session, path }) => ({
        body: { compactProjects: app.hasCloseRows(session, path["workspaceId"] ?? "") },
      }),
    },
  };
}

function refuse(said: string): never {
  throw new TestingError("testing.refused", said);
}
