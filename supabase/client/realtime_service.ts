// Reading progress on a device: offline edits, what the server says, and live updates.

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
  /** Whose token every request and every join uses; it is asked for a fresh one each time. */
  readonly client: ApiClient;
  /** The app's own name for this device: the same for the device's life. */
  readonly deviceId: string;
  /** Of this reader alone. */
  readonly store: EditStore;
  /** How series are merged where that was set with `setPolicy`, here or on another device. */
  readonly policies?: Iterable<readonly [seriesId: number, policy: Policy]>;
  readonly timings?: Partial<Timings>;
  /** An edit that the server refuses: it is set aside, and kept in the store. */
  readonly onRejected?: (edit: QueuedEdit) => void;
  readonly now?: () => number;
  readonly random?: () => number;
}

/** Where a reader is in a series, or null when she is nowhere. */
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

  /** Move to a state, and say so when it is another one. */
  tell(state: FeedState): void {
    if (state === this.#state) return;
    this.#state = state;
    guard(() => this.#onState(state));
  }
}

/** What `push_progress` answers for one edit. */
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

  /** The service of one reader on one device, with the edits that its store holds. */
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

  /** All changes of the server up to this one are known. */
  get version(): number {
    return this.#cache.version;
  }

  /** Where the reader is in a series: the server's row and her own edits on their way, merged. */
  getProgress(seriesId: number): Edit | null {
    const edits: Edit[] = this.#queue.pending
      .filter((queued) => queued.series_id === seriesId)
      .map(({ edit }) => edit);
    const row = this.#cache.row(seriesId);
    return this.#resolver(seriesId).resolve(row === null ? edits : [row, ...edits]);
  }

  /** Where the reader is in every series that she reads. */
  listProgress(): Map<number, Edit> {
    const pending = this.#queue.pending.map(({ series_id }) => series_id);
    const found = new Map<number, Edit>();
    for (const seriesId of new Set([...this.#cache.series(), ...pending])) {
      const progress = this.getProgress(seriesId);
      if (progress !== null) found.set(seriesId, progress);
    }
    return found;
  }

  /** Edits that the server has not answered for, oldest first. */
  listPending(): QueuedEdit[] {
    return this.#queue.pending;
  }

  /** Edits that the server refused; they stay in the store, for a person to look at. */
  listRejected(): QueuedEdit[] {
    return this.#queue.rejected;
  }

  /**
   * The reader turned a page. When this returns, the edit is kept for good, whether or not there
   * is a network; it is sent in the background. Returns where she is now.
   */
  updateProgress(seriesId: number, place: Place): Promise<Edit> {
    const commit = this.#lastCommit.then(() => this.#commit(seriesId, place));
    this.#lastCommit = commit.catch(() => undefined);
    return commit;
  }

  /** Choose how edits of a series are merged from now on, on every device. */
  async setPolicy(seriesId: number, policy: Policy): Promise<void> {
    const body = { series_id: seriesId, policy };
    await call(this.#options.client, "set_progress_policy", body, this.#patience);
    this.#resolvers.set(seriesId, new ConflictResolver(policy));
    this.#announce([seriesId]);
  }

  /** Be told of every change, from whichever device, until `unsubscribe`. */
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

  /** Stop telling; with the last subscription everything that listens is gone. */
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
   * Take a live message; what was seen before or is already known changes nothing. One that
   * does not say everything, or comes after one that never came, leads to a catch-up.
   */
  handleProgressUpdate(message: Broadcast): void {
    if (this.#isSeen(message)) return;
    const changed = this.#cache.apply(message);
    if (changed !== null) this.#announce(changed);
    else if (this.#feed !== null) this.#feed.refresh();
    else void this.catchUp().catch(() => undefined);
  }

  /** Fetch what is newer than `version`. Calls while one runs share one more. */
  readonly catchUp = coalesce(() => this.#fetchSince());

  /** Send what is on its way; returns when all of it was answered for, or at `close`. */
  flush(): Promise<void> {
    return this.#queue.flush();
  }

  /** Stop everything; edits on their way stay in the store. */
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

  /** Under the policy that knows rewinds: this very device goes back from where it was last. */
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
    // Messages that came meanwhile were judged by the version that is now void.
    if (answer.reset) this.#feed?.refresh();
  }

  /** Merge as the reader chose on another device; the series for which that is news. */
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
