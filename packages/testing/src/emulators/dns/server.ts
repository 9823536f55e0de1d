import { createSocket, type Socket } from "node:dgram";
import { AUTHORITATIVE_ANSWER, decode, encode, type Answer } from "dns-packet";
import { EmulatorError } from "../errors.ts";

/** Answers to one question: absent for a name that is not there, empty for one that has nothing of this type. */
export type Zone = (type: string, name: string) => readonly Answer[] | undefined;

export interface DnsServer {
  close(): Promise<void>;
}

const NXDOMAIN = 3;

/** Speaks DNS over UDP (RFC 1035) on the loopback address. What is no question gets no answer. */
export function openDns(port: number, zone: Zone): Promise<DnsServer> {
  const socket = createSocket("udp4");
  socket.on("message", (message, from) => {
    const answer = answerTo(message, zone);
    if (answer !== undefined) socket.send(answer, from.port, from.address);
  });
  return new Promise((resolve, reject) => {
    socket.once("error", (cause) =>
      reject(new EmulatorError("emulator.port_taken", `UDP port ${port} of this machine can not be used`, { cause })),
    );
    socket.bind(port, "127.0.0.1", () => resolve({ close: () => end(socket) }));
  });
}

function answerTo(message: Buffer, zone: Zone): Buffer | undefined {
  try {
    const { id = 0, type, questions = [] } = decode(message);
    const [question] = questions;
    if (type !== "query" || question === undefined) return undefined;
    const found = zone(question.type, question.name.toLowerCase());
    const flags = AUTHORITATIVE_ANSWER | (found === undefined ? NXDOMAIN : 0);
    return encode({ type: "response", id, flags, questions: [question], answers: [...(found ?? [])] });
  } catch {
    return undefined;
  }
}

const end = (socket: Socket) => new Promise<void>((resolve) => socket.close(() => resolve()));
