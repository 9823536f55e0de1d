import { llmsList } from "../../features/marketing/docs/llms.ts";
import { textAnswer } from "../../text-answer.ts";

export const GET = (): Promise<Response> => textAnswer("text/plain", llmsList);
