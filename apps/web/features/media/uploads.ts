import type { InferResponseType } from "hono/client";
import { type Api, api, unwrap } from "../../api.ts";

type Begin = Api["v1"]["me"]["avatar-uploads"]["$post"];
type Ticket = InferResponseType<Begin, 201>;
type WorkspaceRoute = Api["v1"]["workspaces"][":workspaceId"];
export type ProjectFile = InferResponseType<
  WorkspaceRoute["projects"][":projectId"]["files"]["$get"],
  200
>["files"][number];

interface Claim {
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
}

/** The two ends of an upload at our API; what is between them goes straight to the storage vendor. */
export interface UploadRoute<Done> {
  begin(json: Claim): Promise<Ticket>;
  complete(uploadId: string, reference: string | undefined): Promise<Done>;
}

export const avatarRoute: UploadRoute<unknown> = {
  begin: (json) => unwrap(api.v1.me["avatar-uploads"].$post({ json })),
  complete: (uploadId, reference) =>
    unwrap(
      api.v1.me["avatar-uploads"][":uploadId"].complete.$post({ param: { uploadId }, json: { ...told(reference) } }),
    ),
};

export function logoRoute(workspaceId: string): UploadRoute<unknown> {
  const uploads = api.v1.workspaces[":workspaceId"]["logo-uploads"];
  return {
    begin: (json) => unwrap(uploads.$post({ param: { workspaceId }, json })),
    complete: (uploadId, reference) =>
      unwrap(uploads[":uploadId"].complete.$post({ param: { workspaceId, uploadId }, json: { ...told(reference) } })),
  };
}

export function projectFileRoute(workspaceId: string, projectId: string): UploadRoute<ProjectFile> {
  const workspace = api.v1.workspaces[":workspaceId"];
  return {
    begin: (json) =>
      unwrap(workspace.projects[":projectId"].uploads.$post({ param: { workspaceId, projectId }, json })),
    complete: (uploadId, reference) =>
      unwrap(
        workspace.uploads[":uploadId"].complete.$post({
          param: { workspaceId, uploadId },
          json: { ...told(reference) },
        }),
      ),
  };
}

const told = (reference: string | undefined) => (reference === undefined ? {} : { reference });

/** The storage vendor did not take the file, or did not answer. */
export class SendFailure extends Error {
  override readonly name = "SendFailure";
}

/**
 * Begins, sends and completes.
 * @param onProgress is told the part that has been sent, from 0 to 1.
 * @throws ApiProblem for what the API refuses; SendFailure when the vendor did not take the file.
 */
export async function upload<Done>(
  route: UploadRoute<Done>,
  file: File,
  onProgress: (part: number) => void,
): Promise<Done> {
  const contentType = file.type === "" ? "application/octet-stream" : file.type;
  const ticket = await route.begin({ name: file.name.slice(0, 300), contentType, sizeBytes: file.size });
  const answer = await post(ticket, file, onProgress);
  return route.complete(ticket.id, referenceIn(answer, ticket.referenceField));
}

const SILENCE_MS = 120_000;

/** Not `fetch`, which tells nothing of what has been sent so far. */
function post({ url, fields, fileField }: Ticket, file: File, onProgress: (part: number) => void): Promise<string> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set(fileField, file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = () => reject(new SendFailure(`the storage vendor answered ${request.status}`));
    request.open("POST", url);
    request.timeout = SILENCE_MS;
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener("load", () => (request.status < 300 ? resolve(request.responseText) : fail()));
    for (const event of ["error", "timeout", "abort"]) request.addEventListener(event, fail);
    request.send(form);
  });
}

/** A hint for the API; without it, it searches. */
function referenceIn(answer: string, field: string | null): string | undefined {
  if (field === null) return undefined;
  try {
    const said: unknown = JSON.parse(answer);
    const value = Object.entries(Object(said)).find(([name]) => name === field)?.[1];
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
