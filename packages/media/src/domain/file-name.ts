const LONGEST = 120;
const LONGEST_IN_KEY = 60;

/** Controls, invisible characters and those that turn the direction of reading: `gnp.exe` must not be read as `exe.png`. */
const DECEIVING = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu;

/** A file's name as people see it: the last part of whatever path it came with, cut to a length. */
export function shownName(given: string): string {
  const last = given.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const clean = last.replaceAll(DECEIVING, "").trim().slice(0, LONGEST);
  return clean.isWellFormed() && !/^\.*$/.test(clean) ? clean : "file";
}

/** What a browser or vendor would run or show as a page, told from a name's ending alone. */
const ACTIVE_ENDING = /^(?:x?html?|svgz?|xml|xsl|xslt|m?js|css|swf|exe|com|bat|cmd|msi|scr|ps1|sh|jar|hta|vbs)$/;

/** The name that a download has: of ASCII letters, digits and hyphens, and an ending that runs nothing. */
export function storedName(given: string): string {
  const shown = shownName(given);
  const at = shown.lastIndexOf(".");
  const [stem, ending] = at > 0 ? [shown.slice(0, at), shown.slice(at + 1)] : [shown, ""];
  const plain = stem
    .normalize("NFKD")
    .replaceAll(/[^A-Za-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, LONGEST_IN_KEY);
  const safe = /^[A-Za-z0-9]{1,8}$/.test(ending) && !ACTIVE_ENDING.test(ending.toLowerCase()) ? ending : "bin";
  return `${plain || "file"}.${safe.toLowerCase()}`;
}
