// Data of the API in React, which each message on its topics changes, or loads again.

import { useEffect, useRef, useState } from "react";
import { Feed, type FeedState } from "./feed.ts";
import { Pace, type Timings } from "./pace.ts";
import type { ApiClient } from "./rpc.ts";
import type { Broadcast } from "./topics.ts";

export interface LiveSource<T> {
  /** Fetch the data; throws if that fails, and is called again later. */
  readonly load: (client: ApiClient) => Promise<T>;
  /** The topics on which changes of this data are sent. */
  readonly topics: (data: T) => readonly string[];
  /** The data after a message that says all that changed; without this it is loaded again. */
  readonly apply?: (data: T, message: Broadcast) => T;
  readonly timings?: Partial<Timings>;
}

export interface LiveView<T> {
  /** The newest data; null before the first. */
  readonly data: T | null;
  /** The error of the last request, or null. */
  readonly error: unknown;
  readonly state: FeedState;
  /**
   * Load now, or at the end of the wait after a failure: something changed that is sent on none
   * of the topics.
   */
  readonly refresh: () => void;
}

/**
 * Show data and keep it current. `source` is read when the component mounts, and again with
 * another client or `key`: whatever the data depends on is part of the key.
 */
export function useLive<T>(client: ApiClient, key: string, source: LiveSource<T>): LiveView<T> {
  const feed = useRef<Feed | null>(null);
  const [refresh] = useState(() => () => feed.current?.refresh());
  const nothing = { client, key, data: null, error: null, state: "polling" } as const;
  const [view, setView] = useState<Held<T>>(nothing);
  useEffect(() => {
    let isOpen = true;
    const take = (news: Partial<Held<T>>): void => {
      if (!isOpen) return;
      setView((last) => ({
        ...(last.client === client && last.key === key ? last : { ...nothing, client, key }),
        ...news,
      }));
    };
    const { load, topics, apply, timings } = source;
    let isLoading = false;
    const onMessage = (message: Broadcast): void => {
      if (!isOpen) return;
      if (apply) {
        setView((last) =>
          last.client !== client || last.key !== key || last.data === null
            ? last
            : { ...last, data: apply(last.data, message) },
        );
      }
      // What is being loaded may be from before this message.
      if (!apply || isLoading) opened.refresh();
    };
    const opened = new Feed({
      client,
      pace: new Pace(timings),
      catchUp: async () => {
        try {
          isLoading = true;
          const data = await load(client).finally(() => {
            isLoading = false;
          });
          take({ data, error: null });
          if (isOpen) opened.follow(topics(data));
        } catch (error) {
          take({ error });
          throw error;
        }
      },
      onMessage,
      onState: (state) => take({ state }),
    });
    feed.current = opened;
    return () => {
      isOpen = false;
      void opened.close();
    };
  }, [client, key]);
  const isNew = view.client !== client || view.key !== key;
  const { data, error, state } = isNew ? nothing : view;
  return { data, error, state, refresh };
}

interface Held<T> {
  readonly client: ApiClient;
  readonly key: string;
  readonly data: T | null;
  readonly error: unknown;
  readonly state: FeedState;
}
