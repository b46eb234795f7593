// The filter options as an external store: immutable snapshots, updated while subscribed.

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

/** The state that a page shows, and its actions; the functions never change. */
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
 * The watch is open while there is a subscriber. The last selection and options are kept while
 * there is none.
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

  /** Call back after each new snapshot; the returned function unsubscribes. */
  readonly subscribe = (tell: () => void): (() => void) => {
    const listener = (): void => tell();
    this.#listeners.add(listener);
    this.#watch ??= this.#open();
    return () => {
      if (this.#listeners.delete(listener) && this.#listeners.size === 0) this.#close();
    };
  };

  /** The same object until something changes. */
  readonly getSnapshot = (): FilterView => this.#view;

  /** The snapshot for server rendering and hydration. */
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
    // The next subscriber sees the last snapshot, marked as possibly outdated.
    this.#view = { ...this.#view, isStale: true, state: "polling" };
    void watch?.close();
  }

  #take({ dimensions, options, within, isStale, error, state }: FilterWatch): void {
    const now = { within, isStale, error, state };
    // A new watch has no options yet; those of the previous one are shown meanwhile.
    const known = options === null ? {} : { dimensions, options };
    this.#view = { ...this.#view, ...now, ...known };
  }
}
