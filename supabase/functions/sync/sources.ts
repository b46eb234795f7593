// The sources of the feeds: where each is, how a request is signed, what its answers ask for.
//
// The same as glue/jobs/concerts in the worker.

import { PassingError, retryAfter } from "../_shared/retry.ts";
import { readObject } from "../_shared/supabase.ts";

/** What a source answered; the text holds no key. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/** What a request gets beside its path and query. */
export interface Signed {
  headers?: Record<string, string>;
  query?: Record<string, string>;
}

export type Send = (url: string, init: RequestInit) => Promise<Answer>;

/** A source does not answer as its API says; the run goes on at its page. */
export class FeedError extends Error {}

type Keys = Record<string, string>;

export abstract class Source {
  readonly base: string;

  constructor(readonly keys: Keys, readonly name: string, base: string) {
    this.base = (Deno.env.get(`${name.toUpperCase()}_URL`) || base).replace(/\/+$/, "");
  }

  /** What no log and no table may hold. */
  secrets(): string[] {
    return Object.values(this.keys);
  }

  /** What signs the next request. */
  abstract sign(send: Send): Promise<Signed>;

  /** Whether another attempt with a new token makes sense; the old one is forgotten. */
  renews(_answer: Answer): boolean {
    return false;
  }

  /** For how many seconds an answer asks to wait, if it says so. */
  askedWait(answer: Answer): number | undefined {
    return retryAfter(answer.headers.get("retry-after"));
  }
}

class Ticketmaster extends Source {
  constructor(keys: Keys) {
    super(keys, "ticketmaster", "https://app.ticketmaster.com");
  }

  override sign(): Promise<Signed> {
    return Promise.resolve({ query: { apikey: this.keys.ticketmaster_api_key } });
  }

  /** Retry-After; else, when the quota of the day is used up, when it is new. */
  override askedWait(answer: Answer): number | undefined {
    const said = super.askedWait(answer);
    const reset = answer.headers.get("rate-limit-reset") ?? "";
    const isSpent = answer.headers.get("rate-limit-available") === "0";
    if (said !== undefined || answer.status !== 429 || !isSpent || !/^\d+$/.test(reset)) {
      return said;
    }
    return Math.max((Number(reset) - Date.now()) / 1000, 0);
  }
}

class Setlistfm extends Source {
  constructor(keys: Keys) {
    super(keys, "setlistfm", "https://api.setlist.fm");
  }

  override sign(): Promise<Signed> {
    return Promise.resolve({
      headers: {
        "x-api-key": this.keys.setlistfm_api_key,
        accept: "application/json",
        "accept-language": "en",
      },
    });
  }
}

class Spotify extends Source {
  #token = "";

  constructor(keys: Keys) {
    super(keys, "spotify", "https://api.spotify.com");
  }

  override secrets(): string[] {
    return [...super.secrets(), this.#basic(), this.#token];
  }

  override async sign(send: Send): Promise<Signed> {
    if (!this.#token) {
      const accounts = Deno.env.get("SPOTIFY_ACCOUNTS_URL") || "https://accounts.spotify.com";
      const answer = await send(`${accounts}/api/token`, {
        method: "POST",
        headers: { authorization: `Basic ${this.#basic()}` },
        body: new URLSearchParams({ grant_type: "client_credentials" }),
      });
      this.#token = tokenOf(answer);
    }
    return { headers: { authorization: `Bearer ${this.#token}` } };
  }

  override renews(answer: Answer): boolean {
    const hadOne = this.#token !== "" && answer.status === 401;
    if (hadOne) this.#token = "";
    return hadOne;
  }

  #basic(): string {
    const pair = `${this.keys.spotify_client_id}:${this.keys.spotify_client_secret}`;
    return btoa(String.fromCharCode(...new TextEncoder().encode(pair)));
  }
}

function tokenOf(answer: Answer): string {
  if (answer.status >= 400 && answer.status < 404) {
    throw new FeedError(`spotify refuses the client id and secret (HTTP ${answer.status})`);
  }
  const token = answer.status === 200 ? readObject(answer.text).access_token : undefined;
  if (typeof token === "string" && token) return token;
  throw new PassingError(
    "token",
    `spotify gave no token (HTTP ${answer.status})`,
    retryAfter(answer.headers.get("retry-after")),
  );
}

/** The names of the keys of each source, in the environment (upper case) or in the vault. */
export const KEYS: Record<string, string[]> = {
  ticketmaster: ["ticketmaster_api_key"],
  spotify: ["spotify_client_id", "spotify_client_secret"],
  setlistfm: ["setlistfm_api_key"],
};

const KINDS: Record<string, new (keys: Keys) => Source> = {
  ticketmaster: Ticketmaster,
  spotify: Spotify,
  setlistfm: Setlistfm,
};

export function makeSource(name: string, keys: Keys): Source {
  return new KINDS[name](keys);
}
