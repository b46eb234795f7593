// The demo page of concerts: a search, what is trending, and a show whose songs two users
// vote for. Each has a client of their own; both see every vote live.

import { type FormEvent, StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import type { ApiClient } from "../../index.ts";
import { explain } from "../parts.tsx";
import {
  clearAddress,
  connect,
  forgetToken,
  keepToken,
  pageElement,
  readApiKey,
  readToken,
} from "../session.ts";
import { Search, TopShows, Trending } from "./lists.tsx";
import { Pane } from "./setlist.tsx";
import { day, useShow, useTopShows } from "./shows.ts";

const PEOPLE = ["ada", "bob"] as const;
type Person = (typeof PEOPLE)[number];
type Tokens = Readonly<Record<Person, string>>;

const NAMES: Readonly<Record<Person, string>> = { ada: "Ada", bob: "Bob" };

function Root({ apiKey, first }: { apiKey: string; first: Tokens }) {
  const [tokens, setTokens] = useState(first);
  const signIn = (given: Tokens): void => {
    for (const person of PEOPLE) keepToken(person, given[person]);
    setTokens(given);
  };
  const signOut = (): void => {
    for (const person of PEOPLE) forgetToken(person);
    setTokens({ ada: "", bob: "" });
  };
  if (PEOPLE.some((person) => tokens[person] === "")) return <SignIn onTokens={signIn} />;
  const key = PEOPLE.map((person) => tokens[person]).join();
  return <Concerts key={key} {...{ apiKey, tokens, signOut }} />;
}

function SignIn({ onTokens }: { onTokens: (tokens: Tokens) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const token = (person: Person): string => String(form.get(person)).trim();
    onTokens({ ada: token("ada"), bob: token("bob") });
  };
  return (
    <main className="sign-in">
      <h1>Concerts</h1>
      <form onSubmit={submit}>
        {PEOPLE.map((person) => (
          <label key={person}>
            {NAMES[person]}: a token, as <code>rowhouse token --user {person}</code> prints it
            <input name={person} autoComplete="off" spellCheck={false} required />
          </label>
        ))}
        <button>Sign in</button>
      </form>
    </main>
  );
}

interface ConcertsProps {
  apiKey: string;
  tokens: Tokens;
  signOut: () => void;
}

function Concerts({ apiKey, tokens, signOut }: ConcertsProps) {
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

const first = { ada: readToken("ada"), bob: readToken("bob") };
clearAddress();
createRoot(pageElement()).render(
  <StrictMode>
    <Root apiKey={await readApiKey()} first={first} />
  </StrictMode>,
);
