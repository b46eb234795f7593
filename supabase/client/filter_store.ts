// The options of filters as an external store: immutable snapshots, watched while somebody looks.

import type { Within } from "./cascade.ts";
import type { FeedState } from "./feed.ts";
import type { ApiClient } from "./rpc.ts";
import {
  type Dimension,
  type FilterOptions,
  type FilterWatch,
  watchFilters,
  type WatchFiltersOptions,
} from "./watch_filters.ts";

/** What a page shows at one moment, and what it can do; the functions never change. */
export interface FilterView {
  readonly dimensions: readonly Dimension[];
  readonly options: FilterOptions | null;
  readonly within: Within;
  readonly isStale: boolean;
  readonly error: unknown;
  readonly state: FeedState;
  readonly select: (dimension: string, values: readonly string[]) => void;
  readonly clear: () => void;
  readonly refresh: () => void;
}

export type FilterStoreOptions = Omit<WatchFiltersOptions, "onChange">;

/**
 * Whoever reads it may come and go: the watch is open while anybody is subscribed, and what was
 * chosen and shown last is kept in between.
 */
export class FilterStore {
  readonly #client: ApiClient;
  readonly #asked: FilterStoreOptions;
  readonly #initial: FilterView;
  readonly #listeners = new Set<() => void>();
  #view: FilterView;
  #watch: FilterWatch | null = null;

  constructor(client: ApiClient, asked: FilterStoreOptions = {}) {
    this.#client = client;
    this.#asked = asked;
    this.#initial = {
      dimensions: [],
      options: null,
      within: asked.within ?? {},
      isStale: true,
      error: null,
      state: "polling",
      select: (dimension, values) => this.#watch?.select(dimension, values),
      clear: () => this.#watch?.clear(),
      refresh: () => this.#watch?.refresh(),
    };
    this.#view = this.#initial;
  }

  /** Tell of each new snapshot, until what is returned is called. */
  readonly subscribe = (tell: () => void): (() => void) => {
    const listener = (): void => tell();
    this.#listeners.add(listener);
    this.#watch ??= this.#open();
    return () => {
      if (this.#listeners.delete(listener) && this.#listeners.size === 0) this.#close();
    };
  };

  /** The same object until something changed. */
  readonly getSnapshot = (): FilterView => this.#view;

  /** What a server renders, and a browser that takes over from it. */
  readonly getServerSnapshot = (): FilterView => this.#initial;

  #open(): FilterWatch {
    return watchFilters(this.#client, {
      ...this.#asked,
      within: this.#view.within,
      onChange: (watch) => {
        if (this.#watch !== watch) return;
        this.#take(watch);
        for (const listener of [...this.#listeners]) listener();
      },
    });
  }

  #close(): void {
    const watch = this.#watch;
    this.#watch = null;
    // Whoever comes back finds what was there, and that it may be old.
    this.#view = { ...this.#view, isStale: true, state: "polling" };
    void watch?.close();
  }

  #take({ dimensions, options, within, isStale, error, state }: FilterWatch): void {
    const now = { within, isStale, error, state };
    // A watch that just began knows nothing yet; what the one before knew is shown meanwhile.
    const known = options === null ? {} : { dimensions, options };
    this.#view = { ...this.#view, ...now, ...known };
  }
}
