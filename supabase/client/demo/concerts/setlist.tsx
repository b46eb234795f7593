// What one user sees of a show: how many look at it, its setlist, and the votes.

import type { ApiClient } from "../../index.ts";
import { ask, explain, number, OutcomeText, useOutcome } from "../parts.tsx";
import {
  day,
  plural,
  type Setlist,
  type Show,
  type Song,
  useSetlist,
  useViewers,
} from "./shows.ts";

interface PaneProps {
  name: string;
  client: ApiClient;
  show: Show;
}

/** The show for one user. */
export function Pane({ name, client, show }: PaneProps) {
  const { data, error, state } = useViewers(client, show.id);
  return (
    <section className="pane" aria-label={name} data-state={state}>
      <div className="title">
        <h2>{name}</h2>
        {data !== null && (
          <small data-viewers={data.viewers}>{number.format(data.viewers)} watching</small>
        )}
        <p className="state" role="status" data-state={state}>
          {state === "live" ? "Live" : "Connecting to Realtime"}
        </p>
      </div>
      {error !== null && <p role="alert">{explain(error)}</p>}
      {show.setlistId === null ? (
        <p>There is no setlist yet.</p>
      ) : (
        <Votes client={client} setlistId={show.setlistId} />
      )}
    </section>
  );
}

interface Vote {
  readonly setlist_song_id: number;
  readonly votes: number;
}

function Votes({ client, setlistId }: { client: ApiClient; setlistId: number }) {
  const { data, error, state, refresh } = useSetlist(client, setlistId);
  const [outcome, run] = useOutcome();
  if (data === null) return <p>{error === null ? "Loading" : explain(error)}</p>;
  const vote = ({ setlist_song_id, title, is_mine }: Song): Promise<void> =>
    run(async () => {
      try {
        if (is_mine) {
          await ask(client, "withdraw_vote", { setlist_song_id });
          return `Withdrawn: the vote for ${title}.`;
        }
        const { votes } = await ask<"cast_vote", Vote>(client, "cast_vote", {
          setlist_song_id,
          idempotency_key: crypto.randomUUID(),
        });
        return `Voted for ${title}: ${plural(votes, "vote")}.`;
      } finally {
        // Also if it is refused: the show may have started.
        refresh();
      }
    });
  const isWished = data.kind === "wished";
  const songs = isWished ? [...data.songs].sort((a, b) => b.votes - a.votes) : data.songs;
  const most = Math.max(1, ...data.songs.map(({ votes }) => votes));
  return (
    <div data-votes={state}>
      <p className="until" data-open={data.is_open}>
        {describeUntil(data)}
      </p>
      <OutcomeText outcome={outcome} />
      {data.songs.length === 0 && <p>There are no songs yet.</p>}
      <ol className="songs">
        {songs.map((song) => (
          <li key={song.setlist_song_id} data-song={song.title} data-mine={song.is_mine}>
            <span className="song">
              {song.title} <small>{describeSong(song)}</small>
            </span>
            {isWished && <data value={song.votes}>{plural(song.votes, "vote")}</data>}
            {data.is_open && (
              <button
                aria-label={`${song.is_mine ? "Withdraw the vote" : "Vote"} for ${song.title}`}
                onClick={() => void vote(song)}
              >
                {song.is_mine ? "Withdraw" : "Vote"}
              </button>
            )}
            {isWished && <meter aria-hidden="true" max={most} value={song.votes} />}
          </li>
        ))}
      </ol>
      {data.source_url !== null && (
        <a href={data.source_url} rel="noreferrer">
          Source of this setlist
        </a>
      )}
    </div>
  );
}

const moment = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

function describeUntil({ kind, status, is_open, closes_at, show_on }: Setlist): string {
  if (is_open) {
    const noted = status === "scheduled" ? "" : `The show is ${status}. `;
    return `${noted}Vote until it starts: ${moment.format(new Date(closes_at))}.`;
  }
  if (kind === "played") return "Voting is closed: this is what was played.";
  if (status === "cancelled") return "Voting is closed: the show is cancelled.";
  return `Voting is closed: the show started, on ${day(show_on)}.`;
}

function describeSong({ cover_of, encore }: Song): string {
  const words = [
    ...(cover_of === null ? [] : [`by ${cover_of}`]),
    ...(encore > 0 ? ["encore"] : []),
  ];
  return words.join(", ");
}
