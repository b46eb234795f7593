// Keeps a device's copy of server data up to date: by messages while Realtime is connected, by
// polls while it is not, and by a catch-up whenever a message may have been missed.

import { Bell, type Pace } from "./pace.ts";
import { askedToWait, type ApiClient } from "./rpc.ts";
import { type Broadcast, listen } from "./topics.ts";

/** live: messages arrive; polling: Realtime is not connected, or nothing is loaded yet. */
export type FeedState = "live" | "polling" | "closed";

export interface FeedOptions {
  readonly client: ApiClient;
  readonly pace: Pace;
  /** Fetch missed changes; throws if that fails. */
  readonly catchUp: () => Promise<void>;
  readonly onMessage: (message: Broadcast) => void;
  readonly onState: (state: FeedState) => void;
}

/** Listens to topics from `follow` on; catches up and polls from the start. */
export class Feed {
  readonly #options: FeedOptions;
  readonly #leave = new Map<string, () => Promise<void>>();
  readonly #joined = new Set<string>();
  readonly #bell = new Bell();
  readonly #over: Promise<void>;
  #state: FeedState = "polling";
  #joins = 0;

  constructor(options: FeedOptions) {
    this.#options = options;
    // Deferred until the constructor's caller has the feed.
    this.#over = Promise.resolve().then(() => this.#keepUp());
  }

  get state(): FeedState {
    return this.#state;
  }

  /** Listen to exactly these topics. */
  follow(topics: readonly string[]): void {
    for (const [topic, leave] of this.#leave) {
      if (topics.includes(topic)) continue;
      this.#leave.delete(topic);
      this.#joined.delete(topic);
      void leave();
    }
    for (const topic of topics) {
      if (!this.#leave.has(topic) && !this.#isClosed) this.#leave.set(topic, this.#listen(topic));
    }
  }

  /** Catch up now, or at the end of the wait after a failure: something was missed. */
  refresh(): void {
    this.#bell.ring();
  }

  async close(): Promise<void> {
    this.#setState("closed");
    this.#bell.ring();
    await Promise.all([...[...this.#leave.values()].map((leave) => leave()), this.#over]);
  }

  #listen(topic: string): () => Promise<void> {
    const { client, pace, onMessage } = this.#options;
    return listen(client, topic, pace, {
      onMessage,
      onJoined: () => {
        this.#joined.add(topic);
        this.#joins += 1;
        this.#bell.ring();
      },
      onLost: () => {
        this.#joined.delete(topic);
        if (this.#state === "live") this.#bell.ring();
        this.#setState("polling");
      },
    });
  }

  async #keepUp(): Promise<void> {
    for (let failures = 0; !this.#isClosed; ) {
      const wasJoined = this.#isJoined;
      const joins = this.#joins;
      let asked = 0;
      try {
        await this.#options.catchUp();
        failures = 0;
      } catch (error) {
        failures += 1;
        asked = askedToWait(error);
      }
      // Join first, then fetch: the response includes messages sent in between.
      const isLive = failures === 0 && wasJoined && this.#isJoined;
      this.#setState(isLive ? "live" : "polling");
      if (failures > 0) await this.#backOff(failures, asked, joins);
      else if (!this.#isClosed) await this.#rest();
    }
  }

  /**
   * Wait after a failure. No message ends this wait: the request would be repeated as often as
   * messages come. A join since the request does, as the server is back, unless the server
   * asked for the wait.
   */
  async #backOff(failures: number, asked: number, joins: number): Promise<void> {
    const wait = Math.max(asked, this.#options.pace.backoff(failures));
    const isBack = (): boolean => asked === 0 && this.#joins > joins;
    await this.#bell.waitOut(wait, () => this.#isClosed || isBack());
  }

  /** Wait for the next poll, or for a reason to catch up earlier. */
  async #rest(): Promise<void> {
    const { pace } = this.#options;
    const { livePollMs, pollMs } = pace.timings;
    const wasLive = this.#state === "live";
    if (wasLive) {
      await this.#bell.wait(pace.around(livePollMs));
      // Other devices may have lost Realtime at the same time: spread the requests.
      if (this.#state === "polling") await this.#bell.wait(pace.around(pollMs));
    } else {
      await this.#bell.wait(pace.around(pollMs));
    }
  }

  get #isJoined(): boolean {
    return this.#joined.size > 0 && this.#joined.size === this.#leave.size;
  }

  get #isClosed(): boolean {
    return this.#state === "closed";
  }

  #setState(state: FeedState): void {
    if (this.#state === state || this.#isClosed) return;
    this.#state = state;
    this.#options.onState(state);
  }
}
