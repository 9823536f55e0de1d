import { randomBytes } from "node:crypto";
import type { Stage } from "../../apps/api/src/env.ts";
import { factsOf, type SettingFacts, type SettingGroup } from "./catalogue.ts";
import { isOfUse, STAND_INS } from "./configuration.ts";
import { wrap } from "./print.ts";
import type { EnvReport } from "./report.ts";
import type { Values } from "./settings.ts";

/**
 * The environment of a stage: its secrets made, the rest named with where it comes from. Which adapters it is for is what
 * `current` chose; a stand-in is not taken over, since no shared stage would start on it.
 */
export function makeEnv(stage: Stage, groups: readonly SettingGroup[], current: Values = {}): EnvReport {
  const seen = new Set<string>();
  const facts = groups
    .filter(({ owner }) => owner !== "testing")
    .flatMap(({ shape }) => {
      const chosen = choicesIn(shape, current);
      const own = Object.entries(shape).filter(
        ([name]) => !seen.has(name) && isOfUse(name, shape, { ...chosen, NINEFOLD_STAGE: stage }),
      );
      own.forEach(([name]) => seen.add(name));
      return own.map(([name, schema]) => ({ ...factsOf(name, schema), chosen: chosen[name] }));
    });
  const made = facts.flatMap(({ name, random }) => (random ? [[name, secretOf(random)] as const] : []));
  const suggested = facts.flatMap((fact) => {
    const value = fact.chosen ?? fact.suggest?.[stage] ?? fact.suggest?.["other"];
    return value === undefined ? [] : [[fact.name, value] as const];
  });
  const needed = facts.flatMap(({ name, from }) => (from === undefined ? [] : [{ name, from }]));
  return {
    stage,
    made: Object.fromEntries(made),
    suggested: { NINEFOLD_STAGE: stage, ...Object.fromEntries(suggested) },
    needed,
  };
}

function choicesIn(shape: SettingGroup["shape"], current: Values): Values {
  const chosen = Object.keys(shape).flatMap((name) => {
    const value = name.endsWith("_PROVIDER") ? current[name] : undefined;
    return value === undefined || STAND_INS.has(value) ? [] : [[name, value] as const];
  });
  return Object.fromEntries(chosen);
}

const secretOf = ({ bytes, as }: NonNullable<SettingFacts["random"]>) => randomBytes(bytes).toString(as);

/** The same as an env file: every line is `NAME=value` or a comment. */
export function renderEnv({ stage, made, suggested, needed }: EnvReport): string {
  const file = `.env.${stage}`;
  const isOwn = stage === "local" || stage === "test";
  const intro = [
    `Environment of stage ${stage}. It holds secrets: keep it out of git, and readable by you alone:`,
    `  umask 077 && npm run -s system -- env --stage ${stage} > ${file}`,
    `Fill in what is empty, then check it: npm run system -- doctor --env-file ${file}`,
    ...(isOwn ? ["On your own machine nothing of this is needed: npm start makes what it uses."] : []),
  ];
  const wanted = needed.map(({ name, from }) => `${comment(`${name}: from ${from}.`)}\n${name}=`);
  return (
    [
      intro.map(comment).join("\n"),
      `${comment("What follows from the stage, or is most likely: change what is not so.")}\n${lines(suggested).join("\n")}`,
      `${comment("Made here and now, once. Printed again, they would be others.")}\n${lines(made).join("\n")}`,
      comment("What somebody has to fetch."),
      ...wanted,
      comment("Everything else has a default: .env.example lists it."),
      "",
    ]
      .join("\n\n")
      .trimEnd() + "\n"
  );
}

const lines = (values: Values) => Object.entries(values).map(([name, value]) => `${name}=${value}`);

/** A line that is indented is a command, and stays in one piece. */
const comment = (text: string) =>
  text.startsWith("  ") ? `# ${text}` : `# ${wrap(text, 2).replaceAll(/^ {2}/gm, "# ")}`;
