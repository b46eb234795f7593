// The options of filters in React. The only file that needs React, and an entry of its own.

import { useState, useSyncExternalStore } from "react";
import { FilterStore, type FilterStoreOptions, type FilterView } from "./filter_store.ts";
import type { ApiClient } from "./rpc.ts";

/**
 * Show the options of filters, and choose. Another client or another `top` is another store, which
 * goes on with what is chosen; `within` and `timings` count when the component begins.
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
