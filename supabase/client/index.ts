// The client of a browser app: reading progress and filter options, kept up to date.

export type { Within } from "./cascade.ts";
export { ConflictResolver, type Edit, type Place, type Policy } from "./conflict_resolver.ts";
export {
  type EditStore,
  LocalStorageEditStore,
  MemoryEditStore,
  type QueuedEdit,
} from "./edit_store.ts";
export type { FeedState } from "./feed.ts";
export { FilterStore, type FilterStoreOptions, type FilterView } from "./filter_store.ts";
export { reconnectAfterMs, TIMINGS, type Timings } from "./pace.ts";
export {
  type OnUpdate,
  RealtimeService,
  type RealtimeServiceOptions,
  type Subscription,
} from "./realtime_service.ts";
export { type ApiClient, CallError } from "./rpc.ts";
export type { Broadcast } from "./topics.ts";
export {
  type Dimension,
  type DimensionOptions,
  type FilterOptions,
  type FilterWatch,
  watchFilters,
  type WatchFiltersOptions,
} from "./watch_filters.ts";
