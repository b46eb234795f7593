// The edits of this device that the server has not acknowledged: stored, and sent until it has.

import type { Edit } from "./conflict_resolver.ts";
import type { EditStore, QueuedEdit } from "./edit_store.ts";
import { Bell, coalesce, type Pace } from "./pace.ts";
import { askedToWait, CallError } from "./rpc.ts";

const MOST = 1000;

export interface EditQueueOptions {
  readonly store: EditStore;
  readonly pace: Pace;
  /** Send edits and process the server's outcomes. */
  readonly push: (edits: readonly QueuedEdit[]) => Promise<void>;
  /** Called with the edits that left the queue, sent or set aside. */
  readonly onSettled: (edits: readonly QueuedEdit[]) => void;
}

export class EditQueue {
  readonly #options: EditQueueOptions;
  readonly #pending = new Map<string, QueuedEdit>();
  readonly #rejected = new Map<string, QueuedEdit>();
  readonly #bell = new Bell();
  #isClosed = false;

  private constructor(options: EditQueueOptions) {
    this.#options = options;
  }

  /** The queue with the edits that an earlier run of the app left in the store. */
  static async open(options: EditQueueOptions): Promise<EditQueue> {
    const queue = new EditQueue(options);
    for (const edit of await options.store.list()) {
      (edit.rejected === null ? queue.#pending : queue.#rejected).set(edit.key, edit);
    }
    return queue;
  }

  /** Oldest first. */
  get pending(): QueuedEdit[] {
    return [...this.#pending.values()];
  }

  /** The edits that the server refused; kept for inspection. */
  get rejected(): QueuedEdit[] {
    return [...this.#rejected.values()];
  }

  /** Store an edit; it is on disk when this returns. */
  async add(key: string, seriesId: number, edit: Edit): Promise<void> {
    const queued = { key, series_id: seriesId, edit, rejected: null };
    await this.#options.store.put(queued);
    this.#pending.set(key, queued);
  }

  /** Send everything; returns when the queue is empty or closed. */
  readonly flush = coalesce(() => this.#send());

  /** The network is back: do not wait for the end of a backoff, unless the server asked for it. */
  hurry(): void {
    this.#bell.ring();
  }

  /** Stop sending; unsent edits stay in the store. */
  close(): void {
    this.#isClosed = true;
    this.#bell.ring();
  }

  async #send(): Promise<void> {
    for (let failures = 0, size = MOST; this.#pending.size > 0 && !this.#isClosed; ) {
      const batch = this.pending.slice(0, size);
      try {
        await this.#options.push(batch);
        await this.#options.store.remove(batch.map(({ key }) => key));
        this.#settle(batch);
        failures = 0;
      } catch (error) {
        if (isRefused(error)) {
          // One bad edit makes the server refuse the batch: halve it until one edit is left.
          size = batch.length > 1 ? Math.ceil(batch.length / 2) : MOST;
          if (batch.length === 1) await this.#setAside(batch, error);
        } else {
          failures += 1;
          await this.#backOff(askedToWait(error), failures);
        }
      }
    }
  }

  async #backOff(asked: number, failures: number): Promise<void> {
    const wait = Math.max(asked, this.#options.pace.backoff(failures));
    if (asked > 0) await this.#bell.waitOut(wait, () => this.#isClosed);
    else await this.#bell.wait(wait);
  }

  async #setAside(batch: readonly QueuedEdit[], error: CallError): Promise<void> {
    const refused = batch.map((edit) => ({ ...edit, rejected: error.message }));
    for (const edit of refused) {
      this.#rejected.set(edit.key, edit);
      // It stays in the store: if it cannot be marked, the next run is refused again.
      await this.#options.store.put(edit).catch(() => undefined);
    }
    this.#settle(refused);
  }

  #settle(edits: readonly QueuedEdit[]): void {
    for (const { key } of edits) this.#pending.delete(key);
    this.#options.onSettled(edits);
  }
}

function isRefused(error: unknown): error is CallError {
  return error instanceof CallError && error.message === "reading.invalid_edits";
}
