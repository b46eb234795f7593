// Timing: backoff with full jitter, polls at spread intervals, one run at a time.

/** Timings in milliseconds. */
export interface Timings {
  /** The longest first wait after a failure; it doubles with each failure, up to the cap. */
  readonly backoffBaseMs: number;
  readonly backoffCapMs: number;
  /** Between polls while Realtime is not connected. */
  readonly pollMs: number;
  /** Between polls while it is connected: the last message may be lost without a sign. */
  readonly livePollMs: number;
  /** For the response to a join; then for the message that database broadcasts have started. */
  readonly joinMs: number;
  readonly readyMs: number;
  /** A channel that was joined for this long starts with the shortest backoff when lost. */
  readonly steadyMs: number;
  /** For the response to a request. */
  readonly requestMs: number;
  /**
   * After a change that reaches all clients at once, each one fetches at a random time within
   * this: a thousand pages of filters in ten seconds are a hundred requests per second.
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

/** Randomness and timings, which tests replace. */
export class Pace {
  readonly timings: Timings;
  readonly random: () => number;

  constructor(timings: Partial<Timings> = {}, random: () => number = Math.random) {
    this.timings = Object.freeze({ ...TIMINGS, ...timings });
    this.random = random;
  }

  /**
   * The wait after a number of failures. Full jitter, from zero up to the bound: devices that
   * lost the server at the same time return at different times.
   */
  backoff(failures: number): number {
    const { backoffBaseMs, backoffCapMs } = this.timings;
    return this.random() * Math.min(backoffCapMs, backoffBaseMs * 2 ** (failures - 1));
  }

  /** The given time, plus or minus a fifth. */
  around(milliseconds: number): number {
    return milliseconds * (0.8 + 0.4 * this.random());
  }
}

/**
 * For `createClient(url, key, { realtime: { reconnectAfterMs } })`: the socket reconnects with
 * full jitter too, while the library's own steps are the same on every device.
 */
export function reconnectAfterMs(tries: number): number {
  return new Pace().backoff(tries);
}

/** The longest time that a timer takes; one for longer would fire at once. */
const MOST_TIMER_MS = 2 ** 31 - 1;

/** A wait that a loop can be woken from before its time is over. */
export class Bell {
  #wake: (() => void) | null = null;
  #isRung = false;

  /** End the wait; without a waiting loop, the next wait ends at once. */
  ring(): void {
    this.#isRung = true;
    this.#wake?.();
  }

  async wait(milliseconds: number): Promise<void> {
    if (!this.#isRung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(milliseconds, MOST_TIMER_MS));
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#wake = null;
    this.#isRung = false;
  }

  /** Wait for the whole time: a ring ends it only if `isOver` by then. */
  async waitOut(milliseconds: number, isOver: () => boolean): Promise<void> {
    const end = performance.now() + milliseconds;
    for (let left = milliseconds; left > 0 && !isOver(); left = end - performance.now()) {
      await this.wait(left);
    }
  }
}

/** Calls while `work` runs share one further run: at most one runs and one waits. */
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

/** Call an app's callback: an exception is reported as uncaught and does not stop the client. */
export function guard(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
