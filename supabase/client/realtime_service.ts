// Reading progress on a device: offline edits, the server's data, and live updates.

import {
  ConflictResolver,
  type Edit,
  isBehind,
  type Place,
  type Policy,
  writeTime,
} from "./conflict_resolver.ts";
import { EditQueue } from "./edit_queue.ts";
import type { EditStore, QueuedEdit } from "./edit_store.ts";
import { Feed, type FeedState } from "./feed.ts";
import { coalesce, guard, Pace, type Timings } from "./pace.ts";
import { ProgressCache, type Row, type Since } from "./progress_cache.ts";
import { type ApiClient, call } from "./rpc.ts";
import type { Broadcast } from "./topics.ts";

const MOST_REWINDS = 1_000_000;
const MOST_SEEN = 1000;

export interface RealtimeServiceOptions {
  /** The client whose token every request and join uses; it is read anew each time. */
  readonly client: ApiClient;
  /** The app's id of this device, constant for the device's life. */
  readonly deviceId: string;
  /** The store of this reader only. */
  readonly store: EditStore;
  /** The policies that were set with `setPolicy`, here or on another device. */
  readonly policies?: Iterable<readonly [seriesId: number, policy: Policy]>;
  readonly timings?: Partial<Timings>;
  /** Called with an edit that the server refuses; it is set aside and stays in the store. */
  readonly onRejected?: (edit: QueuedEdit) => void;
  readonly now?: () => number;
  readonly random?: () => number;
}

/** The place of a reader in a series, or null without one. */
export type OnUpdate = (seriesId: number, progress: Edit | null) => void;

export interface Subscription {
  readonly userId: string;
  readonly state: FeedState;
}

class Subscriber implements Subscription {
  readonly userId: string;
  readonly onUpdate: OnUpdate;
  readonly #onState: (state: FeedState) => void;
  #state: FeedState;

  constructor(
    userId: string,
    onUpdate: OnUpdate,
    onState: (state: FeedState) => void,
    state: FeedState,
  ) {
    this.userId = userId;
    this.onUpdate = onUpdate;
    this.#onState = onState;
    this.#state = state;
  }

  get state(): FeedState {
    return this.#state;
  }

  /** Change the state, and call back if it is a new one. */
  tell(state: FeedState): void {
    if (state === this.#state) return;
    this.#state = state;
    guard(() => this.#onState(state));
  }
}

/** The result of `push_progress` for one edit. */
interface Outcome {
  readonly series_id: number;
  readonly winner: Omit<Row, "series_id"> | null;
}

export class RealtimeService {
  readonly #options: RealtimeServiceOptions;
  readonly #pace: Pace;
  readonly #cache = new ProgressCache();
  readonly #resolvers: Map<number, ConflictResolver>;
  readonly #subscribers = new Set<Subscriber>();
  readonly #seen = new Set<string>();
  #queue!: EditQueue;
  #feed: Feed | null = null;
  #lastCommit: Promise<unknown> = Promise.resolve();

  private constructor(options: RealtimeServiceOptions) {
    this.#options = options;
    this.#pace = new Pace(options.timings, options.random);
    this.#resolvers = new Map(
      [...(options.policies ?? [])].map(([id, policy]) => [id, new ConflictResolver(policy)]),
    );
  }

  /** The service of one reader on one device, with the edits in its store. */
  static async open(options: RealtimeServiceOptions): Promise<RealtimeService> {
    const service = new RealtimeService(options);
    service.#queue = await EditQueue.open({
      store: options.store,
      pace: service.#pace,
      push: (edits) => service.#push(edits),
      onSettled: (edits) => service.#settle(edits),
    });
    void service.flush();
    return service;
  }

  /** The version up to which all changes of the server are known. */
  get version(): number {
    return this.#cache.version;
  }

  /** The place in a series: the server's row merged with the unsent edits. */
  getProgress(seriesId: number): Edit | null {
    const edits: Edit[] = this.#queue.pending
      .filter((queued) => queued.series_id === seriesId)
      .map(({ edit }) => edit);
    const row = this.#cache.row(seriesId);
    return this.#resolver(seriesId).resolve(row === null ? edits : [row, ...edits]);
  }

  /** The places in all series of the reader. */
  listProgress(): Map<number, Edit> {
    const pending = this.#queue.pending.map(({ series_id }) => series_id);
    const found = new Map<number, Edit>();
    for (const seriesId of new Set([...this.#cache.series(), ...pending])) {
      const progress = this.getProgress(seriesId);
      if (progress !== null) found.set(seriesId, progress);
    }
    return found;
  }

  /** Edits that the server has not acknowledged, oldest first. */
  listPending(): QueuedEdit[] {
    return this.#queue.pending;
  }

  /** Edits that the server refused; they stay in the store for inspection. */
  listRejected(): QueuedEdit[] {
    return this.#queue.rejected;
  }

  /**
   * Record that the reader turned a page. When this returns, the edit is stored durably, with or
   * without a network; it is sent in the background. Returns the new place.
   */
  updateProgress(seriesId: number, place: Place): Promise<Edit> {
    const commit = this.#lastCommit.then(() => this.#commit(seriesId, place));
    this.#lastCommit = commit.catch(() => undefined);
    return commit;
  }

  /** Set the merge policy of a series for all devices. */
  async setPolicy(seriesId: number, policy: Policy): Promise<void> {
    const body = { series_id: seriesId, policy };
    await call(this.#options.client, "set_progress_policy", body, this.#patience);
    this.#resolvers.set(seriesId, new ConflictResolver(policy));
    this.#announce([seriesId]);
  }

  /** Call back after every change, from any device, until `unsubscribe`. */
  subscribeToProgress(
    userId: string,
    onUpdate: OnUpdate,
    onState: (state: FeedState) => void = () => {},
  ): Subscription {
    for (const other of this.#subscribers) {
      if (other.userId !== userId) throw new Error("This service is another reader's.");
    }
    this.#feed ??= this.#openFeed(userId);
    const subscriber = new Subscriber(userId, onUpdate, onState, this.#feed.state);
    this.#subscribers.add(subscriber);
    return subscriber;
  }

  /** End a subscription; after the last one, the service stops listening. */
  async unsubscribe(subscription: Subscription): Promise<void> {
    if (!(subscription instanceof Subscriber)) return;
    this.#subscribers.delete(subscription);
    subscription.tell("closed");
    if (this.#subscribers.size > 0) return;
    const feed = this.#feed;
    this.#feed = null;
    await feed?.close();
  }

  /**
   * Apply a live message; one that is already known changes nothing. An incomplete message, or
   * one after a gap, starts a catch-up.
   */
  handleProgressUpdate(message: Broadcast): void {
    if (this.#isSeen(message)) return;
    const changed = this.#cache.apply(message);
    if (changed !== null) this.#announce(changed);
    else if (this.#feed !== null) this.#feed.refresh();
    else void this.catchUp().catch(() => undefined);
  }

  /** Fetch changes after `version`. Calls during a fetch share one further fetch. */
  readonly catchUp = coalesce(() => this.#fetchSince());

  /** Send all edits; returns when all are acknowledged, or at `close`. */
  flush(): Promise<void> {
    return this.#queue.flush();
  }

  /** Stop the service; unsent edits stay in the store. */
  async close(): Promise<void> {
    this.#queue.close();
    await this.#feed?.close();
    this.#subscribers.clear();
    this.#feed = null;
  }

  #openFeed(userId: string): Feed {
    const feed = new Feed({
      client: this.#options.client,
      pace: this.#pace,
      catchUp: this.catchUp,
      onMessage: (message) => this.handleProgressUpdate(message),
      onState: (state) => {
        if (state === "live") this.#queue.hurry();
        for (const subscriber of [...this.#subscribers]) subscriber.tell(state);
      },
    });
    feed.follow([`reading:progress:${userId}`]);
    return feed;
  }

  async #commit(seriesId: number, place: Place): Promise<Edit> {
    const { deviceId, store, now = Date.now } = this.#options;
    const time = await store.claimTime(BigInt(Math.round(now() * 1000)));
    const visible = this.getProgress(seriesId);
    const edit: Edit = {
      chapter: place.chapter ?? null,
      chapter_label: place.chapter_label ?? null,
      page: place.page ?? null,
      percent: place.percent ?? null,
      device_id: deviceId,
      rewinds: Math.min(
        (visible?.rewinds ?? 0) + Number(this.#isRewind(seriesId, visible, place)),
        MOST_REWINDS,
      ),
      updated_at: writeTime(time),
      base_version: this.#cache.row(seriesId)?.version ?? null,
    };
    await this.#queue.add(String(time).padStart(20, "0"), seriesId, edit);
    this.#announce([seriesId]);
    void this.flush();
    return this.getProgress(seriesId) ?? edit;
  }

  /** For furthest_unless_same_device: whether this device goes back from its own last place. */
  #isRewind(seriesId: number, visible: Edit | null, place: Place): boolean {
    return (
      this.#resolver(seriesId).policy === "furthest_unless_same_device" &&
      visible?.device_id === this.#options.deviceId &&
      isBehind(place, visible)
    );
  }

  async #push(edits: readonly QueuedEdit[]): Promise<void> {
    const items = edits.map(({ series_id, edit }) => ({ ...edit, series_id }));
    const { client } = this.#options;
    const outcomes = await call<"push_progress", Outcome[]>(
      client,
      "push_progress",
      { items },
      this.#patience,
    );
    for (const { series_id, winner } of outcomes) {
      if (winner !== null) this.#cache.adoptWinner(series_id, winner);
    }
  }

  #settle(edits: readonly QueuedEdit[]): void {
    const { onRejected } = this.#options;
    for (const edit of edits) {
      if (edit.rejected !== null && onRejected) guard(() => onRejected(edit));
    }
    this.#announce(new Set(edits.map(({ series_id }) => series_id)));
  }

  async #fetchSince(): Promise<void> {
    const { client } = this.#options;
    const body = { version: this.version };
    const answer = await call<"progress_since", Since>(
      client,
      "progress_since",
      body,
      this.#patience,
    );
    const changed = [...this.#cache.adoptSince(answer), ...this.#adoptPolicies(answer)];
    this.#announce(new Set(changed));
    // Messages that arrived meanwhile were compared with a version that is now void.
    if (answer.reset) this.#feed?.refresh();
  }

  /** Apply policies that were chosen on another device; returns the changed series. */
  #adoptPolicies({ policies }: Since): number[] {
    const news = Object.entries(policies)
      .map(([id, policy]) => [Number(id), policy] as const)
      .filter(([id, policy]) => this.#resolver(id).policy !== policy);
    for (const [id, policy] of news) this.#resolvers.set(id, new ConflictResolver(policy));
    return news.map(([id]) => id);
  }

  #isSeen({ meta, payload }: Broadcast): boolean {
    const id = meta?.id ?? payload?.["id"];
    if (typeof id !== "string") return false;
    if (this.#seen.has(id)) return true;
    this.#seen.add(id);
    const [oldest] = this.#seen;
    if (this.#seen.size > MOST_SEEN && oldest !== undefined) this.#seen.delete(oldest);
    return false;
  }

  #resolver(seriesId: number): ConflictResolver {
    return this.#resolvers.get(seriesId) ?? new ConflictResolver();
  }

  get #patience(): number {
    return this.#pace.timings.requestMs;
  }

  #announce(seriesIds: Iterable<number>): void {
    for (const seriesId of seriesIds) {
      const progress = this.getProgress(seriesId);
      for (const { onUpdate } of [...this.#subscribers]) guard(() => onUpdate(seriesId, progress));
    }
  }
}
