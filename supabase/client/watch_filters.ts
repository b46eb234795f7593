// The options of a page of filters, kept up to date while they are watched.

import { choose, dropUnoffered, type Within } from "./cascade.ts";
import { Feed, type FeedState } from "./feed.ts";
import { guard, Pace, type Timings } from "./pace.ts";
import { type ApiClient, call } from "./rpc.ts";
import type { Broadcast } from "./topics.ts";

/** One dimension: its `top` values by count, and the number of all values. */
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

/** The response of `filter_options`. */
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
  /** Number of values per dimension; by default that of the API. */
  readonly top?: number;
  /** Called after every change of the watch. */
  readonly onChange: (watch: FilterWatch) => void;
  readonly timings?: Partial<Timings>;
  readonly random?: () => number;
}

/** One dimension in the response of `list_dimensions`. */
export interface Dimension {
  readonly name: string;
  readonly label: string;
  readonly parent: string | null;
  readonly enabled: boolean;
  readonly version: number;
}

interface ValuePage {
  readonly items: readonly { readonly value: string }[];
  readonly next: string | null;
}

/** A poll only compares versions, and no user waits for it. */
const POLL_MS = 30_000;

/** The maximum page size of the API. */
const PAGE_SIZE = 500;

/** Watch the filter options; call `close` when they are no longer shown. */
export function watchFilters(client: ApiClient, options: WatchFiltersOptions): FilterWatch {
  return new FilterWatch(client, options);
}

export class FilterWatch {
  readonly #client: ApiClient;
  readonly #asked: WatchFiltersOptions;
  readonly #pace: Pace;
  readonly #feed: Feed;
  readonly #versions = new Map<string, number>();
  /** Dimensions that changed since the values below them were checked. */
  readonly #chosen = new Set<string>();
  #within: Within;
  #dimensions: readonly Dimension[] = [];
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

  /** The newest response; null before the first. */
  get options(): FilterOptions | null {
    return this.#options;
  }

  /** The available dimensions, in the order in which a page shows them. */
  get dimensions(): readonly Dimension[] {
    return this.#dimensions.filter(({ enabled }) => enabled);
  }

  /** The selection, current as soon as `select` was called. */
  get within(): Within {
    return this.#within;
  }

  /** Whether `options` belong to another selection or to older data. */
  get isStale(): boolean {
    return this.#isStale;
  }

  /** The error of the last request, or null. A failed request is repeated. */
  get error(): unknown {
    return this.#error;
  }

  get state(): FeedState {
    return this.#feed.state;
  }

  /**
   * Choose the values of a dimension; none means any. The counts are updated, and values chosen
   * in the dimensions below are dropped if they are no longer offered.
   */
  select(dimension: string, values: readonly string[]): void {
    this.#chosen.add(dimension);
    this.#narrow(choose(this.#within, dimension, values));
  }

  /** Clear the selection. */
  clear(): void {
    this.#narrow({});
  }

  /** Fetch again in any case. */
  refresh(): void {
    this.#narrow(this.#within);
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#request?.abort();
    this.#request = null;
    await this.#feed.close();
  }

  /** Show a selection at once, then fetch its counts. */
  #narrow(within: Within): void {
    this.#within = within;
    this.#outdate();
    this.#fetch().catch(() => this.#feed.refresh());
  }

  /** Fetch the list of dimensions, and the options if anything changed. */
  async #catchUp(): Promise<void> {
    const all = await call<"list_dimensions", Dimension[]>(
      this.#client,
      "list_dimensions",
      {},
      this.#pace.timings.requestMs,
    );
    this.#error = null;
    this.#dimensions = all;
    const enabled = this.dimensions;
    this.#feed.follow(enabled.map(({ name }) => `filters:${name}`));
    if (this.#adopt(enabled)) this.#outdate();
    if (this.#isStale) await this.#fetch();
  }

  /** Store the versions of dimensions; returns whether any is new. */
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

  /** A dimension changed: fetch the options at a random time, not with all other clients. */
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

  /** Fetch the options. Only the newest request counts; an earlier one is aborted. */
  async #fetch(): Promise<void> {
    if (this.#feed.state === "closed") return;
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    try {
      await this.#cascade(request);
      if (this.#request !== request) return;
      const changes = this.#changes;
      const { top } = this.#asked;
      const within = asJson(this.#within);
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
      // The response may miss changes that happened during the request.
      this.#isStale = changes !== this.#changes;
      this.#show();
    } catch (error) {
      if (this.#request === request) throw error;
    }
  }

  /** Drop values below the last choices that are not offered there. */
  async #cascade(request: AbortController): Promise<void> {
    // Before the first list of dimensions it is unknown which are below.
    if (this.#chosen.size === 0 || this.#dimensions.length === 0) return;
    const within = await dropUnoffered(
      this.#within,
      this.#chosen,
      new Map(this.#dimensions.map(({ name, parent }) => [name, parent])),
      (dimension, narrowed) => this.#listValues(dimension, narrowed, request),
    );
    if (this.#request !== request) return;
    this.#chosen.clear();
    this.#within = within;
    this.#show();
  }

  async *#listValues(dimension: string, within: Within, request: AbortController) {
    for (let after: string | null = null; ; ) {
      const page: ValuePage = await call<"filter_values", ValuePage>(
        this.#client,
        "filter_values",
        { dimension, within: asJson(within), page_size: PAGE_SIZE, ...(after && { after }) },
        this.#pace.timings.requestMs,
        request,
      );
      yield page.items.map(({ value }) => value);
      after = page.next;
      if (after === null) return;
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

/** A selection for the API: the JSON type has no readonly arrays. */
function asJson(within: Within): Record<string, string[]> {
  return Object.fromEntries(Object.entries(within).map(([name, values]) => [name, [...values]]));
}
