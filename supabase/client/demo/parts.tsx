// What the demo pages with actions share: calls, their outcome, and the user of a token.

import { useRef, useState } from "react";
import type { Database } from "../../types.ts";
import { type ApiClient, CallError } from "../index.ts";
import { call } from "../rpc.ts";

type Functions = Database["api"]["Functions"];

export interface Outcome {
  readonly kind: "done" | "refused";
  readonly words: string;
}

const PATIENCE_MS = 15_000;

export const number = new Intl.NumberFormat("en");

export function ask<F extends keyof Functions & string, Answer>(
  client: ApiClient,
  name: F,
  body: Functions[F]["Args"],
): Promise<Answer> {
  return call<F, Answer>(client, name, body, PATIENCE_MS);
}

/** The user of a token, which the server verifies. */
export function userOf(token: string): unknown {
  const [, claims = ""] = token.split(".");
  try {
    return JSON.parse(atob(claims.replace(/-/g, "+").replace(/_/g, "/"))).sub;
  } catch {
    return undefined;
  }
}

/** What a failed call says, in a sentence where the API has one. */
export function explain(error: unknown): string {
  if (error instanceof CallError && error.detail !== "") return error.detail;
  return error instanceof Error ? error.message : String(error);
}

/** The outcome of the last action, and how to act: one action at a time. */
export function useOutcome(): [
  Outcome | null,
  (action: () => Promise<string>) => Promise<void>,
] {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const isBusy = useRef(false);
  const run = async (action: () => Promise<string>): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    try {
      setOutcome({ kind: "done", words: await action() });
    } catch (error) {
      setOutcome({ kind: "refused", words: `Refused. ${explain(error)}` });
    } finally {
      isBusy.current = false;
    }
  };
  return [outcome, run];
}

export function OutcomeText({ outcome }: { outcome: Outcome | null }) {
  return (
    <p className="outcome" role="status" data-outcome={outcome?.kind}>
      {outcome?.words}
    </p>
  );
}
