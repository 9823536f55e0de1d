import { isIP } from "node:net";
import type { Network } from "./domain/sign-ups.ts";

/** Empty for what is no address. */
export function networksOf(address: string): readonly Network[] {
  const plain = address.trim().replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIP(plain) === 4) {
    return [{ size: "v4/24", name: `${plain.slice(0, plain.lastIndexOf("."))}.0/24` }];
  }
  if (isIP(plain) !== 6) return [];
  const groups = groupsOf(plain);
  return [
    { size: "v6/48", name: `${groups.slice(0, 3).join(":")}::/48` },
    { size: "v6/64", name: `${groups.slice(0, 4).join(":")}::/64` },
  ];
}

/** The eight, each as short as it goes, so that one network has one name. Of an address with IPv4 at its end too. */
function groupsOf(address: string): readonly string[] {
  const [before = "", after] = (address.split("%")[0] ?? "").toLowerCase().split("::");
  const head = groupsIn(before);
  const tail = groupsIn(after ?? "");
  const missing = Math.max(0, 8 - head.length - tail.length);
  return [...head, ...Array.from({ length: missing }, () => "0"), ...tail].map((group) =>
    Number.parseInt(group, 16).toString(16),
  );
}

function groupsIn(part: string): readonly string[] {
  return part.split(":").flatMap((group) => {
    if (group === "") return [];
    return group.includes(".") ? ["0", "0"] : [group];
  });
}
