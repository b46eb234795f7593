// The loop of a run: ask the database for a request, fetch it, let the database merge it.
//
// The same as glue/feeds in the worker; what an answer means is decided in SQL. A page is one
// transaction that also moves the run's cursor. At its deadline a call stops, and the next one
// goes on at that page.

import type { Logger } from "../_shared/logger.ts";
import { LONGEST_WAIT, PassingError, retry } from "../_shared/retry.ts";
import { callRpc, RpcError } from "../_shared/supabase.ts";
import { type Answer, FeedError, KEYS, makeSource, type Source } from "./sources.ts";

const TIMEOUT_MILLISECONDS = 20_000;
const ANSWER_BYTES = 16 * 1024 * 1024;
const ATTEMPTS = 3;
const LONGEST_PAUSE = 604_800;
const MOVED_ON = new Set(["merged", "not_modified", "passed_over"]);
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

/** The time of the call is over. */
class DeadlineError extends Error {}

/** The source, or its budget, has no call for longer than a run waits. */
class PutOffError extends Error {
  constructor(message: string, readonly seconds: number) {
    super(message);
  }
}

interface Started {
  run_id: number;
  token: number;
  kind: string;
  is_resumed: boolean;
}

interface Asked {
  is_done: boolean;
  request: { path: string; query: Record<string, string> };
  etag?: string;
  last_modified?: string;
  wait_seconds?: number;
  reason?: string;
}

/** What a call did. */
export interface Done {
  feed: string;
  run_id: number;
  kind: string;
  is_resumed: boolean;
  status: string;
  counts: Record<string, number>;
  /** deadline, put_off or failed; absent where the run came to its end. */
  stopped?: "deadline" | "put_off" | "failed";
  fault?: string;
  retry_after_seconds?: number;
}

/** A source with its keys, from the environment or else the vault; null where one is missing. */
export async function openSource(feed: string): Promise<Source | null> {
  const values: Record<string, string> = {};
  for (const name of KEYS[feed] ?? []) {
    const value = Deno.env.get(name.toUpperCase()) ||
      await callRpc<string | null>("read_feed_secret", { name });
    if (!value) return null;
    values[name] = value;
  }
  return makeSource(feed, values);
}

/** A run that is held; `go` reads until its end or the deadline. */
export class Run {
  readonly done: Done;
  #token: number;

  private constructor(
    readonly source: Source,
    readonly log: Logger,
    readonly deadline: number,
    started: Started,
  ) {
    const { run_id, kind, is_resumed } = started;
    this.done = { feed: source.name, run_id, kind, is_resumed, status: "running", counts: {} };
    this.#token = started.token;
  }

  /** Begin a run, or go on with the one that was not finished. */
  static async start(
    source: Source,
    log: Logger,
    deadline: number,
    isFull: boolean,
  ): Promise<Run> {
    log.hide(source.secrets());
    const started = await callRpc<Started>("start_feed_run", {
      feed: source.name,
      is_full: isFull,
    });
    return new Run(source, log, deadline, started);
  }

  /** Read page after page; end the run, or leave it at its page. Never throws. */
  async go(): Promise<Done> {
    this.log.info("feed started", { ...this.done });
    try {
      while (await this.#page()) this.#checkTime();
    } catch (error) {
      this.#note(error);
    }
    try {
      const fault = this.done.fault ?? null;
      this.done.status = await this.#call<string>("finish_feed_run", { fault });
    } catch (error) {
      this.#note(error);
    }
    const { stopped } = this.done;
    if (stopped === "failed" || stopped === "put_off") {
      this.log.warn("feed stopped", { ...this.done });
    } else {
      this.log.info(stopped ? "feed put off" : "feed done", { ...this.done });
    }
    return this.done;
  }

  #note(error: unknown): void {
    if (error instanceof DeadlineError) {
      this.done.stopped = "deadline";
      return;
    }
    this.done.stopped ??= error instanceof PutOffError ? "put_off" : "failed";
    if (error instanceof PutOffError) this.done.retry_after_seconds = Math.ceil(error.seconds);
    const words = error instanceof Error ? error.message : String(error);
    this.done.fault ??= this.log.clean(words).slice(0, 500);
  }

  /** Fetch and merge one page, in a few attempts. */
  async #page(): Promise<boolean> {
    try {
      return await retry(ATTEMPTS, () => this.#attempt(), mayPassSoon, (s) => this.#pause(s));
    } catch (error) {
      if (!(error instanceof PassingError)) throw error;
      if (error.after !== undefined && error.after > LONGEST_WAIT) {
        const seconds = Math.min(Math.ceil(error.after), LONGEST_PAUSE);
        await this.#call("put_off_feed", { seconds });
        throw new PutOffError(`${error.message}; it asks to wait ${seconds} s`, seconds);
      }
      throw new FeedError(`${this.source.name} does not answer: ${error.message}`);
    }
  }

  async #attempt(): Promise<boolean> {
    const asked = await this.#ask();
    if (asked.is_done) return false;
    let answer: Answer;
    try {
      answer = await this.#fetch(asked);
    } catch (error) {
      if (error instanceof PassingError) {
        const detail = `${error.message} (${asked.request.path})`;
        await this.#call("note_feed_error", { kind: error.kind, detail });
      }
      throw error;
    }
    const taken = await this.#call<{ outcome: string; counts: Record<string, number> }>(
      "take_feed_page",
      {
        request: asked.request,
        status: answer.status,
        body: answer.status === 200 ? answer.text : null,
        etag: this.#header(answer, "etag"),
        last_modified: this.#header(answer, "last-modified"),
      },
    );
    if (!MOVED_ON.has(taken.outcome)) throw this.#refusal(answer, taken.outcome);
    for (const [name, number] of Object.entries(taken.counts)) {
      this.done.counts[name] = (this.done.counts[name] ?? 0) + number;
    }
    return true;
  }

  /** What to ask for, as soon as the provider has a call for it. */
  async #ask(): Promise<Asked> {
    for (;;) {
      const asked = await this.#call<Asked>("next_feed_request", {});
      const seconds = Number(asked.wait_seconds ?? 0);
      if (seconds > LONGEST_WAIT) {
        throw new PutOffError(`${this.source.name} has no call left: ${asked.reason}`, seconds);
      }
      if (!seconds) return asked;
      await this.#pause(seconds);
    }
  }

  async #fetch(asked: Asked): Promise<Answer> {
    const signed = await this.source.sign((url, init) => this.#send(url, init));
    this.log.hide(this.source.secrets());
    const headers = new Headers(signed.headers);
    if (asked.etag) headers.set("if-none-match", asked.etag);
    if (asked.last_modified) headers.set("if-modified-since", asked.last_modified);
    const query = new URLSearchParams({ ...asked.request.query, ...signed.query });
    const url = `${this.source.base}${asked.request.path}`;
    return await this.#send(query.size ? `${url}?${query}` : url, { headers });
  }

  /** Send a request; return its answer, of any status. No redirect is followed. */
  async #send(url: string, init: RequestInit): Promise<Answer> {
    if (!URL.canParse(url) || !/^https?:/.test(url)) {
      throw new FeedError("the address of the source is refused");
    }
    const headers = new Headers(init.headers);
    headers.set("user-agent", "Rowhouse-Feeds/1");
    if (!headers.has("accept")) headers.set("accept", "application/json");
    const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
    try {
      const response = await fetch(url, { ...init, headers, redirect: "manual", signal });
      return {
        status: response.status,
        headers: response.headers,
        text: this.log.clean(await readBody(response)),
      };
    } catch (error) {
      if (error instanceof FeedError) throw error;
      const cause = error instanceof Error && error.cause ? `: ${error.cause}` : "";
      const words = this.log.clean(`${error}${cause}`.replaceAll(url, "the source"));
      throw new PassingError(signal.aborted ? "timeout" : "connection", words.slice(0, 300));
    }
  }

  /** A header without secrets; null where it is absent. */
  #header(answer: Answer, name: string): string | null {
    const value = answer.headers.get(name);
    return value === null ? null : this.log.clean(value);
  }

  /** What an answer that brought nothing means. */
  #refusal(answer: Answer, outcome: string): Error {
    const words = `${this.source.name} answered with ${outcome.replaceAll("_", " ")}`;
    const mayPass = outcome === "unreadable" || PASSING.has(answer.status) ||
      this.source.renews(answer);
    return mayPass
      ? new PassingError(outcome, words, this.source.askedWait(answer))
      : new FeedError(words);
  }

  #checkTime(seconds = 0): void {
    if (Date.now() + seconds * 1000 >= this.deadline) throw new DeadlineError();
  }

  async #pause(seconds: number): Promise<void> {
    this.#checkTime(seconds);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }

  #call<Answer>(name: string, body: Record<string, unknown>): Promise<Answer> {
    return callRpc<Answer>(name, { run_id: this.done.run_id, token: this.#token, ...body });
  }
}

/** The body as text. JSON has no U+0000, and Postgres cannot store it. */
async function readBody(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > ANSWER_BYTES) throw new FeedError("an answer of the source has over 16 MB");
    text += decoder.decode(chunk, { stream: true });
  }
  return (text + decoder.decode()).replaceAll("\0", "\ufffd");
}

/** Whether another attempt makes sense: the database, too, may be busy for a moment. */
function mayPassSoon(error: unknown): boolean {
  if (error instanceof PassingError) return (error.after ?? 0) <= LONGEST_WAIT;
  return error instanceof RpcError ? error.status >= 500 : error instanceof TypeError;
}
