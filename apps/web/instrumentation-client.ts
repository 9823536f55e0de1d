import { watchErrors } from "./features/observability/report.ts";

// Runs on every page before anything else of ours.
watchErrors();
