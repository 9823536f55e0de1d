import { crc32, deflateSync } from "node:zlib";

/** A picture of one colour, as PNG. */
export async function picture(widthPixels: number, heightPixels: number): Promise<Uint8Array> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPixels, 0);
  header.writeUInt32BE(heightPixels, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.alloc(1 + widthPixels * 3, 90);
  row[0] = 0;
  const pixels = deflateSync(Buffer.concat(Array<Buffer>(heightPixels).fill(row)));
  return Buffer.concat([PNG, chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

/** The measures of a PNG, which is what a caller without a wish for another format is answered. */
export async function measure(png: Uint8Array): Promise<readonly [number, number]> {
  const bytes = Buffer.from(png);
  if (!bytes.subarray(0, 8).equals(PNG)) throw new Error("this is no PNG");
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.byteLength);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
