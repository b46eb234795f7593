// What leads to a show: the search, the artists that are trending, the top shows.

import { type ReactNode, useDeferredValue, useState } from "react";
import type { ApiClient } from "../../index.ts";
import type { LiveView } from "../../use_live.ts";
import { explain, number, type Outcome, OutcomeText, useOutcome } from "../parts.tsx";
import {
  day,
  findShow,
  type Found,
  plural,
  type TopShow,
  useSearch,
  useTrending,
} from "./shows.ts";

interface OpenProps {
  client: ApiClient;
  onOpen: (showId: number) => void;
}

/** Search as one types; an artist or a venue opens its next show. */
export function Search({ client, onOpen }: OpenProps) {
  const [text, setText] = useState("");
  const query = useDeferredValue(text.trim());
  const { data, error } = useSearch(client, query);
  const [outcome, openFound] = useOpening(client, (showId) => {
    setText("");
    onOpen(showId);
  });
  return (
    <search>
      <input
        type="search"
        aria-label="Search artists, venues and shows"
        placeholder="Search artists, venues and shows"
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {error !== null && <p role="alert">{explain(error)}</p>}
      {query !== "" && data?.length === 0 && <p>Nothing is found.</p>}
      <ul className="found" aria-label="Found">
        {(data ?? []).map((found) => (
          <li key={`${found.entity}:${found.id}`} data-entity={found.entity}>
            <button onClick={() => void openFound(found)}>
              <b>{found.name}</b> <small>{describe(found)}</small>
            </button>
          </li>
        ))}
      </ul>
      {outcome?.kind === "refused" && <OutcomeText outcome={outcome} />}
    </search>
  );
}

function describe({ entity, city, country, venue, show_on, status }: Found): string {
  if (entity === "artist") return "artist";
  const words =
    entity === "venue"
      ? [city, country]
      : [venue, day(show_on ?? ""), status === "scheduled" ? null : status];
  return words.filter((word) => word != null).join(", ");
}

type Opened = Pick<Found, "entity" | "id" | "name">;

/** Open a show, or the next one of an artist or at a venue. */
function useOpening(client: ApiClient, onOpen: (showId: number) => void) {
  const [outcome, run] = useOutcome();
  const open = ({ entity, id, name }: Opened): Promise<void> =>
    run(async () => {
      const showId = entity === "show" ? id : await findShow(client, `${entity}_id`, id);
      if (showId === null) throw new Error(`${name} has no show.`);
      onOpen(showId);
      return "";
    });
  return [outcome, open] as const;
}

/** The artists that are trending, with their way since the ranking of the last night. */
export function Trending({ client, onOpen }: OpenProps) {
  const view = useTrending(client);
  const [outcome, open] = useOpening(client, onOpen);
  return (
    <Ranking {...{ view, outcome }} title="Trending artists" empty="No artist is trending.">
      {view.data?.map(({ artist_id, name, votes, previous_place }, index) => (
        <li key={artist_id}>
          <button onClick={() => void open({ entity: "artist", id: artist_id, name })}>
            <b>{name}</b> <small>{plural(votes, "vote")}</small>
          </button>
          <Moved place={index + 1} previous={previous_place} />
        </li>
      ))}
    </Ranking>
  );
}

function Moved({ place, previous }: { place: number; previous: number | null }) {
  if (previous === null) return <small data-moved="new">new</small>;
  const places = previous - place;
  const moved = places > 0 ? "up" : places < 0 ? "down" : "same";
  const signs = { up: "▲", down: "▼", same: "=" };
  return (
    <small data-moved={moved} title={`Last night: place ${previous}`}>
      {signs[moved]}
      {places !== 0 && ` ${number.format(Math.abs(places))}`}
      <span className="spoken"> {moved}</span>
    </small>
  );
}

interface TopShowsProps {
  view: LiveView<readonly TopShow[]>;
  openId: number | null;
  onOpen: (showId: number) => void;
}

/** The coming shows with the most wishes. */
export function TopShows({ view, openId, onOpen }: TopShowsProps) {
  return (
    <Ranking title="Top shows" view={view} empty="No show is coming.">
      {view.data?.map(({ show_id, artist, venue, show_on, votes }) => (
        <li key={show_id}>
          <button
            aria-current={show_id === openId ? "true" : undefined}
            onClick={() => onOpen(show_id)}
          >
            <b>{artist}</b>{" "}
            <small>{[...(venue === null ? [] : [venue]), day(show_on)].join(", ")}</small>
          </button>
          <small>{plural(votes, "vote")}</small>
        </li>
      ))}
    </Ranking>
  );
}

interface RankingProps {
  title: string;
  view: LiveView<readonly unknown[]>;
  empty: string;
  outcome?: Outcome | null;
  children: ReactNode;
}

function Ranking({ title, view, empty, outcome, children }: RankingProps) {
  const { data, error } = view;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {error !== null && <p role="alert">{explain(error)}</p>}
      {data?.length === 0 && <small>{empty}</small>}
      <ol className="ranking">{children}</ol>
      {outcome?.kind === "refused" && <OutcomeText outcome={outcome} />}
    </section>
  );
}
