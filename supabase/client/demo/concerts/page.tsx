// The demo page of concerts: a search, what is trending, and a show whose songs two users
// vote for. Each has a client of their own; both see every vote live.

import { useState } from "react";
import type { ApiClient } from "../../index.ts";
import { explain } from "../parts.tsx";
import { type PageProps, startPage } from "../people.tsx";
import { connect } from "../session.ts";
import { Search, TopShows, Trending } from "./lists.tsx";
import { Pane } from "./setlist.tsx";
import { day, useShow, useTopShows } from "./shows.ts";

const PEOPLE = {
  ada: { name: "Ada", user: "ada" },
  bob: { name: "Bob", user: "bob" },
};
type Person = keyof typeof PEOPLE;

function Concerts({ apiKey, tokens, signOut }: PageProps<Person>) {
  const [ada] = useState(() => connect(apiKey, tokens.ada));
  const [bob] = useState(() => connect(apiKey, tokens.bob));
  const [chosen, choose] = useState<number | null>(null);
  const top = useTopShows(ada);
  const first = top.data?.[0]?.show_id;
  // The show that was opened stays open, whatever is on top later.
  if (chosen === null && first !== undefined) choose(first);
  return (
    <>
      <header>
        <h1>Concerts</h1>
        <Search client={ada} onOpen={choose} />
        <button onClick={signOut}>Sign out</button>
      </header>
      <main>
        <aside>
          <Trending client={ada} onOpen={choose} />
          <TopShows view={top} openId={chosen} onOpen={choose} />
        </aside>
        {chosen !== null && <OpenShow {...{ ada, bob }} id={chosen} />}
      </main>
    </>
  );
}

interface OpenShowProps {
  ada: ApiClient;
  bob: ApiClient;
  id: number;
}

function OpenShow({ ada, bob, id }: OpenShowProps) {
  const { data: show, error } = useShow(ada, id);
  if (show === null) return <p>{error === null ? "Loading" : explain(error)}</p>;
  return (
    <article aria-label="Show" data-show={id}>
      <h2>
        {show.artist}{" "}
        <small>{[...(show.venue === "" ? [] : [show.venue]), day(show.showOn)].join(", ")}</small>
      </h2>
      <div className="panes">
        <Pane name="Ada" client={ada} show={show} />
        <Pane name="Bob" client={bob} show={show} />
      </div>
    </article>
  );
}

await startPage("Concerts", PEOPLE, Concerts);
