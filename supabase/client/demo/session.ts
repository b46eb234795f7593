// What the demo pages and the console share: the tokens of a tab, and clients.

import { createClient } from "@supabase/supabase-js";
import type { Database } from "../../types.ts";
import { type ApiClient, reconnectAfterMs } from "../index.ts";
import { Pace } from "../pace.ts";

/** The token that the address gives under a name; else the one that this tab has, or none. */
export function readToken(name: string): string {
  const given = new URLSearchParams(location.hash.slice(1)).get(name);
  if (given !== null) keepToken(name, given);
  return sessionStorage.getItem(keyOf(name)) ?? "";
}

export function keepToken(name: string, token: string): void {
  sessionStorage.setItem(keyOf(name), token);
}

export function forgetToken(name: string): void {
  sessionStorage.removeItem(keyOf(name));
}

/** Take the tokens out of the address: it may be shown, copied and kept in the history. */
export function clearAddress(): void {
  if (location.hash !== "") history.replaceState(null, "", location.pathname);
}

/**
 * Load the page anew when a link with tokens of these names is opened in its tab: by itself the
 * browser loads nothing where only the fragment of the address is another.
 */
export function followLinks(names: readonly string[]): void {
  window.addEventListener("hashchange", () => {
    const given = new URLSearchParams(location.hash.slice(1));
    if (!names.some((name) => given.has(name))) return;
    for (const name of names) readToken(name);
    clearAddress();
    location.reload();
  });
}

export function connect(apiKey: string, token: string): ApiClient {
  return createClient<Database, "api">(location.origin, apiKey, {
    db: { schema: "api" },
    accessToken: async () => token,
    realtime: { reconnectAfterMs },
  });
}

/** What the gateway says of itself to the pages of a folder. */
export interface Config {
  readonly publishable_key: string;
  readonly modules?: readonly string[];
}

/** Ask until it answers: without this a page is blank, which says so meanwhile. */
export async function readConfig(folder: string): Promise<Config> {
  for (let failures = 1; ; failures += 1) {
    const answer = await fetch(`${folder}config.json`).catch(() => null);
    if (answer?.ok) return await answer.json();
    pageElement().textContent = "The gateway does not answer. Trying again.";
    await new Promise((resolve) => setTimeout(resolve, new Pace().backoff(failures)));
  }
}

export async function readApiKey(): Promise<string> {
  return (await readConfig("/demo/")).publishable_key;
}

/** What marks the styles that a library writes as the page's own. */
export function readNonce(): string {
  return document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
}

/** The element that a page is rendered into. */
export function pageElement(): HTMLElement {
  const element = document.getElementById("page");
  if (element === null) throw new Error("the shell has no #page");
  return element;
}

function keyOf(name: string): string {
  return `rowhouse.${name}`;
}
