// The options of a page of filters, kept up to date while somebody looks at them.

import { Feed, type FeedState } from "./feed.ts";
import { guard, Pace, type Timings } from "./pace.ts";
import { type ApiClient, call } from "./rpc.ts";
import type { Broadcast } from "./topics.ts";

/** The values that are chosen, by dimension; one that is left out is not narrowed. */
export type Within = Readonly<Record<string, readonly string[]>>;

/** One dimension: its `top` values by count, and how many there are in all. */
export interface DimensionOptions {
  readonly items: readonly {
    readonly value: string;
    readonly label: string;
    readonly count: number;
  }[];
  readonly total: number;
  readonly truncated: boolean;
}

interface Range {
  readonly min: number | null;
  readonly max: number | null;
}

/** What `filter_options` answers. */
export interface FilterOptions {
  readonly dimensions: Readonly<Record<string, DimensionOptions>>;
  readonly price: Range;
  readonly basket_size: Range;
  readonly transactions: number;
  readonly baskets: number;
  readonly version: number;
}

export interface WatchFiltersOptions {
  readonly within?: Within;
  /** How many values of each dimension; the API's default when left out. */
  readonly top?: number;
  /** Called after every change of what the watch shows. */
  readonly onChange: (watch: FilterWatch) => void;
  readonly timings?: Partial<Timings>;
  readonly random?: () => number;
}

interface Dimension {
  readonly name: string;
  readonly enabled: boolean;
  readonly version: number;
}

/** A poll only compares versions, and nobody waits for it. */
const POLL_MS = 30_000;

/** Watch the options of filters; `close` it when nobody looks any more. */
export function watchFilters(client: ApiClient, options: WatchFiltersOptions): FilterWatch {
  return new FilterWatch(client, options);
}

export class FilterWatch {
  readonly #client: ApiClient;
  readonly #asked: WatchFiltersOptions;
  readonly #pace: Pace;
  readonly #feed: Feed;
  readonly #versions = new Map<string, number>();
  #within: Within;
  #options: FilterOptions | null = null;
  #error: unknown = null;
  #isStale = true;
  #request: AbortController | null = null;
  #changes = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(client: ApiClient, asked: WatchFiltersOptions) {
    this.#client = client;
    this.#asked = asked;
    this.#within = asked.within ?? {};
    this.#pace = new Pace({ pollMs: POLL_MS, ...asked.timings }, asked.random);
    this.#feed = new Feed({
      client,
      pace: this.#pace,
      catchUp: () => this.#catchUp().catch((error: unknown) => this.#fail(error)),
      onMessage: (message) => this.#hear(message),
      onState: () => this.#show(),
    });
  }

  /** The newest answer; null before the first. */
  get options(): FilterOptions | null {
    return this.#options;
  }

  /** What is chosen, at once after `select`. */
  get within(): Within {
    return this.#within;
  }

  /** Whether `options` are those of another selection, or of older data. */
  get isStale(): boolean {
    return this.#isStale;
  }

  /** Why the last request failed; null when it did not. It is repeated all the same. */
  get error(): unknown {
    return this.#error;
  }

  get state(): FeedState {
    return this.#feed.state;
  }

  /** Choose the values of a dimension; none means any. The counts follow. */
  select(dimension: string, values: readonly string[]): void {
    const { [dimension]: _, ...others } = this.#within;
    this.#narrow(values.length > 0 ? { ...others, [dimension]: values } : others);
  }

  /** Choose nothing. */
  clear(): void {
    this.#narrow({});
  }

  /** Ask again, whatever is known. */
  refresh(): void {
    this.#narrow(this.#within);
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#request?.abort();
    this.#request = null;
    await this.#feed.close();
  }

  /** Show a selection at once, then ask for its counts. */
  #narrow(within: Within): void {
    this.#within = within;
    this.#outdate();
    this.#fetch().catch(() => this.#feed.refresh());
  }

  /** Ask which dimensions there are; ask for the options if anything changed. */
  async #catchUp(): Promise<void> {
    const all = await call<"list_dimensions", Dimension[]>(
      this.#client,
      "list_dimensions",
      {},
      this.#pace.timings.requestMs,
    );
    this.#error = null;
    const enabled = all.filter((dimension) => dimension.enabled);
    this.#feed.follow(enabled.map(({ name }) => `filters:${name}`));
    if (this.#adopt(enabled)) this.#outdate();
    if (this.#isStale) await this.#fetch();
  }

  /** Take the versions of dimensions; whether anything is new. */
  #adopt(dimensions: readonly Dimension[]): boolean {
    const names = new Set(dimensions.map(({ name }) => name));
    const gone = [...this.#versions.keys()].filter((name) => !names.has(name));
    for (const name of gone) this.#versions.delete(name);
    const kept = Object.entries(this.#within).filter(([name]) => names.has(name));
    this.#within = Object.fromEntries(kept);
    const newer = dimensions.filter(({ name, version }) => this.#isNewer(name, version));
    for (const { name, version } of newer) this.#versions.set(name, version);
    return gone.length + newer.length > 0;
  }

  #isNewer(dimension: string, version: number): boolean {
    return version > (this.#versions.get(dimension) ?? -1);
  }

  /** A dimension changed: ask for the options, but not together with everybody else. */
  #hear({ payload = {} }: Broadcast): void {
    const { dimension, version } = payload as { dimension?: string; version?: number };
    if (dimension === undefined || version === undefined) return;
    if (!this.#isNewer(dimension, version)) return;
    this.#versions.set(dimension, version);
    this.#outdate();
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      if (this.#isStale) this.#feed.refresh();
    }, this.#pace.random() * this.#pace.timings.spreadMs);
  }

  /** Ask for the options. Only the newest request counts: an earlier one is abandoned. */
  async #fetch(): Promise<void> {
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    const changes = this.#changes;
    const { top } = this.#asked;
    const within = Object.fromEntries(
      Object.entries(this.#within).map(([name, values]) => [name, [...values]]),
    );
    try {
      const options = await call<"filter_options", FilterOptions>(
        this.#client,
        "filter_options",
        top === undefined ? { within } : { within, top },
        this.#pace.timings.requestMs,
        request,
      );
      if (this.#request !== request) return;
      this.#options = options;
      this.#error = null;
      // What changed while this was under way may not be in it.
      this.#isStale = changes !== this.#changes;
      this.#show();
    } catch (error) {
      if (this.#request === request) throw error;
    }
  }

  #fail(error: unknown): never {
    this.#error = error;
    this.#show();
    throw error;
  }

  #outdate(): void {
    this.#changes += 1;
    this.#isStale = true;
    this.#show();
  }

  #show(): void {
    guard(() => this.#asked.onChange(this));
  }
}
