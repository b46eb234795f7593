// What the page of concerts asks the API for, and how it says it.

import { useEffect, useRef } from "react";
import { type ApiClient, CallError } from "../../index.ts";
import { type LiveView, useLive } from "../../use_live.ts";
import { ask, number } from "../parts.tsx";

export interface Artist {
  readonly artist_id: number;
  readonly name: string;
  readonly votes: number;
  readonly next_show_on: string | null;
  readonly previous_place: number | null;
}

export interface TopShow {
  readonly show_id: number;
  readonly artist: string;
  readonly venue: string | null;
  readonly show_on: string;
  readonly votes: number;
}

export interface Found {
  readonly entity: "artist" | "venue" | "show";
  readonly id: number;
  readonly name: string;
  readonly city?: string | null;
  readonly country?: string | null;
  readonly venue?: string | null;
  readonly show_on?: string;
  readonly status?: string;
}

export interface Show {
  readonly id: number;
  readonly artist: string;
  readonly venue: string;
  readonly showOn: string;
  /** The wished setlist, else the played one, or none. */
  readonly setlistId: number | null;
}

export interface Song {
  readonly setlist_song_id: number;
  readonly title: string;
  readonly cover_of: string | null;
  readonly encore: number;
  readonly votes: number;
  readonly is_mine: boolean;
}

export interface Setlist {
  readonly kind: "wished" | "played";
  readonly status: string;
  readonly show_on: string;
  readonly closes_at: string;
  readonly is_open: boolean;
  readonly source_url: string | null;
  readonly songs: readonly Song[];
}

export interface Viewers {
  readonly viewers: number;
  readonly again_in_seconds: number;
}

interface Items<Item> {
  readonly items: readonly Item[];
}

const LISTED = 5;
const FOUND = 8;

/** What is sent on no topic. */
const SELDOM = { pollMs: 60_000 };

const dayOfYear = new Intl.DateTimeFormat("en", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

export function day(on: string): string {
  return dayOfYear.format(new Date(on));
}

export function plural(count: number, word: string): string {
  return `${number.format(count)} ${word}${count === 1 ? "" : "s"}`;
}

export function useTrending(client: ApiClient): LiveView<readonly Artist[]> {
  return useLive(client, "trending", {
    load: async (asked) => {
      const body = { p_limit: LISTED };
      const name = "get_trending_artists";
      return (await ask<typeof name, Items<Artist>>(asked, name, body)).items;
    },
    topics: () => [],
    timings: SELDOM,
  });
}

export function useTopShows(client: ApiClient): LiveView<readonly TopShow[]> {
  return useLive(client, "top shows", {
    load: async (asked) => {
      const body = { p_limit: LISTED };
      return (await ask<"get_top_shows", Items<TopShow>>(asked, "get_top_shows", body)).items;
    },
    topics: () => [],
    timings: SELDOM,
  });
}

export function useSearch(client: ApiClient, query: string): LiveView<readonly Found[]> {
  return useLive(client, query, {
    load: async (asked) => {
      if (query === "") return [];
      const body = { query, page_size: FOUND };
      return (await ask<"search_concerts", Items<Found>>(asked, "search_concerts", body)).items;
    },
    topics: () => [],
    timings: SELDOM,
  });
}

export function useShow(client: ApiClient, id: number): LiveView<Show> {
  return useLive(client, `show:${id}`, {
    load: (asked) => readShow(asked, id),
    topics: () => [],
    timings: SELDOM,
  });
}

async function readShow(client: ApiClient, id: number): Promise<Show> {
  const [show] = await rows(
    client.from("shows").select("artist_id, venue_id, show_on").eq("id", id),
  );
  if (show === undefined) throw new Error(`There is no show ${id}.`);
  const [artists, venues, setlists] = await Promise.all([
    rows(client.from("artists").select("name").eq("id", show.artist_id)),
    rows(client.from("venues").select("name, city").eq("id", show.venue_id ?? 0)),
    rows(client.from("setlists").select("id, kind").eq("show_id", id)),
  ]);
  const setlist = setlists.find(({ kind }) => kind === "wished") ?? setlists[0];
  return {
    id,
    artist: artists[0]?.name ?? "",
    venue: venues.map(({ name, city }) => (city === null ? name : `${name}, ${city}`)).join(),
    showOn: show.show_on,
    setlistId: setlist?.id ?? null,
  };
}

/** The next show of an artist or at a venue; else the last one, or none. */
export async function findShow(
  client: ApiClient,
  of: "artist_id" | "venue_id",
  id: number,
): Promise<number | null> {
  const today = new Date().toISOString().slice(0, 10);
  const shows = () => client.from("shows").select("id").eq(of, id).limit(1);
  const coming = shows().gte("show_on", today).neq("status", "cancelled").order("show_on");
  const [next] = await rows(coming);
  if (next !== undefined) return next.id;
  const [last] = await rows(shows().order("show_on", { ascending: false }));
  return last?.id ?? null;
}

/** A setlist with the votes as they are; a message has the new counts. */
export function useSetlist(client: ApiClient, id: number): LiveView<Setlist> {
  return useLive<Setlist>(client, `setlist:${id}`, {
    load: (asked) => ask<"get_setlist", Setlist>(asked, "get_setlist", { setlist_id: id }),
    topics: () => [`concerts:setlist:${id}`],
    apply: (setlist, { payload = {} }) => {
      const changed = (payload["songs"] ?? []) as readonly Song[];
      const votes = new Map(changed.map((song) => [song.setlist_song_id, song.votes]));
      const songs = setlist.songs.map((song) => ({
        ...song,
        votes: votes.get(song.setlist_song_id) ?? song.votes,
      }));
      return { ...setlist, songs };
    },
  });
}

/** How many look at a show, with the heartbeats that make the user one of them. */
export function useViewers(client: ApiClient, showId: number): LiveView<Viewers> {
  const seen = useRef(showId);
  const view = useLive<Viewers>(client, `viewers:${showId}`, {
    load: async (asked) => {
      const left = seen.current;
      seen.current = showId;
      if (left !== showId) await ask(asked, "leave_show", { show_id: left });
      return ask<"join_show", Viewers>(asked, "join_show", { show_id: showId });
    },
    topics: () => [`concerts:show:${showId}`],
    apply: (viewers, { payload = {} }) => ({
      ...viewers,
      viewers: Number(payload["viewers"] ?? viewers.viewers),
    }),
  });
  const { data, refresh } = view;
  const seconds = data?.again_in_seconds;
  useEffect(() => {
    if (seconds === undefined) return;
    const heart = setInterval(refresh, seconds * 1000);
    return () => clearInterval(heart);
  }, [refresh, seconds, showId]);
  return view;
}

interface Answered<Row> {
  readonly data: Row[] | null;
  readonly error: { message: string; code: string; details: string | null } | null;
  readonly status: number;
}

/** The rows of a direct read. */
async function rows<Row>(query: PromiseLike<Answered<Row>>): Promise<Row[]> {
  const { data, error, status } = await query;
  if (error) throw new CallError(error.message, error.code, status, 0, error.details ?? "");
  return data ?? [];
}
