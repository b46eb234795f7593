// When things run: backoff with full jitter, polls that do not march in step, one at a time.

/** Timings in milliseconds. */
export interface Timings {
  /** The longest first wait after a failure; it doubles with each further one, up to the cap. */
  readonly backoffBaseMs: number;
  readonly backoffCapMs: number;
  /** Between polls while Realtime is away. */
  readonly pollMs: number;
  /** Between polls while it is there: a message may be lost, and the last has none after it. */
  readonly livePollMs: number;
  /** For the answer to a join; then for the word that database broadcasts flow. */
  readonly joinMs: number;
  readonly readyMs: number;
  /** Joined for so long, a channel that is lost starts with the shortest backoff. */
  readonly steadyMs: number;
  /** For the answer to a request. */
  readonly requestMs: number;
  /**
   * After a change that every client hears of at once, each asks at some time within this: a
   * thousand pages of filters in ten seconds are the hundred a second that the API bears.
   */
  readonly spreadMs: number;
}

export const TIMINGS: Timings = Object.freeze({
  backoffBaseMs: 500,
  backoffCapMs: 30_000,
  pollMs: 5_000,
  livePollMs: 60_000,
  joinMs: 10_000,
  readyMs: 5_000,
  steadyMs: 30_000,
  requestMs: 15_000,
  spreadMs: 10_000,
});

/** Chance and timings, which a test puts its own in place of. */
export class Pace {
  readonly timings: Timings;
  readonly random: () => number;

  constructor(timings: Partial<Timings> = {}, random: () => number = Math.random) {
    this.timings = Object.freeze({ ...TIMINGS, ...timings });
    this.random = random;
  }

  /**
   * The wait after so many failures. Full jitter, anything from nothing up: devices that lost
   * the server at one moment come back spread out.
   */
  backoff(failures: number): number {
    const { backoffBaseMs, backoffCapMs } = this.timings;
    return this.random() * Math.min(backoffCapMs, backoffBaseMs * 2 ** (failures - 1));
  }

  /** About so long: a fifth more or less. */
  around(milliseconds: number): number {
    return milliseconds * (0.8 + 0.4 * this.random());
  }
}

/**
 * For `createClient(url, key, { realtime: { reconnectAfterMs } })`: the socket comes back with
 * full jitter too, where the library's own steps are the same on every device.
 */
export function reconnectAfterMs(tries: number): number {
  return new Pace().backoff(tries);
}

/** What one loop waits at, until its time is over or somebody rings. */
export class Bell {
  #wake: (() => void) | null = null;
  #isRung = false;

  /** End the wait; when nobody waits, the next wait ends at once. */
  ring(): void {
    this.#isRung = true;
    this.#wake?.();
  }

  async wait(milliseconds: number): Promise<void> {
    if (!this.#isRung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#wake = null;
    this.#isRung = false;
  }
}

/** Calls while `work` runs share one further run: one running, one waiting. */
export function coalesce(work: () => Promise<void>): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | null = null;
  const start = (): Promise<void> => {
    waiting = null;
    return work();
  };
  return () => {
    if (waiting === null) {
      waiting = last.then(start, start);
      last = waiting;
    }
    return waiting;
  };
}

/** Call back an app: what it throws is shown as uncaught, and nothing of ours stops. */
export function guard(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
