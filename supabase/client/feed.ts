// What a device holds of the server, kept up: by messages while Realtime is there, by polls
// while it is not, and by asking once more whenever something may have been missed.

import { Bell, type Pace } from "./pace.ts";
import { askedToWait, type ApiClient } from "./rpc.ts";
import { type Broadcast, listen } from "./topics.ts";

/** live: messages come; polling: Realtime is away, or nothing is known yet. */
export type FeedState = "live" | "polling" | "closed";

export interface FeedOptions {
  readonly client: ApiClient;
  readonly topics: readonly string[];
  readonly pace: Pace;
  readonly pollMs: number;
  /** Fetch what was missed; throws when that failed. */
  readonly catchUp: () => Promise<void>;
  readonly onMessage: (message: Broadcast) => void;
  readonly onState: (state: FeedState) => void;
}

export class Feed {
  readonly #options: FeedOptions;
  readonly #joined = new Set<string>();
  readonly #bell = new Bell();
  readonly #leave: (() => Promise<void>)[];
  readonly #over: Promise<void>;
  #state: FeedState = "polling";

  constructor(options: FeedOptions) {
    this.#options = options;
    const { client, topics, pace, onMessage } = options;
    this.#leave = topics.map((topic) =>
      listen(client, topic, pace, {
        onMessage,
        onJoined: () => {
          this.#joined.add(topic);
          this.#bell.ring();
        },
        onLost: () => {
          this.#joined.delete(topic);
          if (this.#state === "live") this.#bell.ring();
          this.#setState("polling");
        },
      }),
    );
    this.#over = this.#keepUp();
  }

  get state(): FeedState {
    return this.#state;
  }

  /** Catch up now: something was missed. */
  refresh(): void {
    this.#bell.ring();
  }

  async close(): Promise<void> {
    this.#setState("closed");
    this.#bell.ring();
    await Promise.all([...this.#leave.map((leave) => leave()), this.#over]);
  }

  async #keepUp(): Promise<void> {
    for (let failures = 0; !this.#isClosed; ) {
      const wasJoined = this.#isJoined;
      let wait = 0;
      try {
        await this.#options.catchUp();
        failures = 0;
      } catch (error) {
        failures += 1;
        wait = Math.max(askedToWait(error), this.#options.pace.backoff(failures));
      }
      // Live is who joined first and asked then: what was sent in between is in the answer.
      const isLive = failures === 0 && wasJoined && this.#isJoined;
      this.#setState(isLive ? "live" : "polling");
      if (!this.#isClosed) await this.#rest(wait);
    }
  }

  /** Wait for the next poll, or until there is a reason to ask before. */
  async #rest(wait: number): Promise<void> {
    const { pace, pollMs } = this.#options;
    const wasLive = this.#state === "live";
    if (wasLive) {
      await this.#bell.wait(pace.around(pace.timings.livePollMs));
      // Every device lost Realtime at this moment: not all of them ask at once.
      if (this.#state === "polling") await this.#bell.wait(pace.around(pollMs));
    } else {
      await this.#bell.wait(wait || pace.around(pollMs));
    }
  }

  get #isJoined(): boolean {
    return this.#joined.size === this.#options.topics.length;
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
