// The filter options in React. The only file that needs React, with its own entry point.

import { useState, useSyncExternalStore } from "react";
import { FilterStore, type FilterStoreOptions, type FilterView } from "./filter_store.ts";
import type { ApiClient } from "./rpc.ts";

/**
 * Show the filter options, and choose values. A new client or `top` creates a new store, which
 * keeps the selection; `within` and `timings` are read when the component mounts.
 */
export function useFilterOptions(client: ApiClient, asked: FilterStoreOptions = {}): FilterView {
  const { top } = asked;
  const [held, hold] = useState(() => ({ client, top, store: new FilterStore(client, asked) }));
  let { store } = held;
  if (held.client !== client || held.top !== top) {
    store = new FilterStore(client, { ...asked, within: store.getSnapshot().within });
    hold({ client, top, store });
  }
  return useSyncExternalStore(store.subscribe, store.getSnapshot, store.getServerSnapshot);
}
