import { z } from "zod";
import { Id, Instant, PictureUrl } from "./shapes.ts";
import { text } from "./validation.ts";

/** Uploads, files and pictures, as they go over the wire. */

export const FileShape = z
  .object({ id: Id, name: z.string(), contentType: z.string(), sizeBytes: z.int(), createdAt: Instant })
  .meta({ id: "File", description: "A file that is stored. Its type is what its bytes are." });

export const FileList = z
  .object({ files: z.array(FileShape) })
  .meta({ id: "FileList", description: "Files, newest first, at most 100." });

export const FileAddress = z
  .object({ url: z.string() })
  .meta({ id: "FileAddress", description: "Where the file is fetched, as a download, within five minutes." });

export const UploadShape = z
  .object({
    id: Id,
    url: z.string(),
    fields: z.record(z.string(), z.string()),
    fileField: z.string(),
    referenceField: z.string().nullable(),
    expiresAt: Instant,
  })
  .meta({
    id: "Upload",
    description:
      "Post the fields as `multipart/form-data` to the URL, the file last. The answer's `referenceField` goes into the completion.",
  });

export const PictureShape = z
  .object({ pictureUrl: PictureUrl })
  .meta({ id: "Picture", description: "The picture as it is now." });

export const NewUpload = z
  .strictObject({
    name: text(300),
    contentType: text(127),
    sizeBytes: z.int().min(0).max(2_147_483_647),
  })
  .meta({ id: "NewUpload" });

export const Completion = z
  .strictObject({
    reference: text(200).optional().meta({
      description: "What the storage vendor called the file in its answer. Saves a search; it is not believed.",
    }),
  })
  .meta({ id: "Completion" });
