// The demo page: filters that stay current, on the hook and nothing else.

import { type FormEvent, StrictMode, useDeferredValue, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import type {
  ApiClient,
  Dimension,
  DimensionOptions,
  FilterOptions,
  FilterView,
} from "../index.ts";
import { useFilterOptions } from "../use_filter_options.ts";
import {
  clearAddress,
  connect,
  followLinks,
  forgetToken,
  keepToken,
  pageElement,
  readApiKey,
  readToken,
} from "./session.ts";

type Item = DimensionOptions["items"][number];

const TOKEN = "token";

/** A page that a thousand people look at keeps the default, which spreads them over 10 s. */
const ASKED = { timings: { spreadMs: 200 } };

/** From so many values on, a list is searched. */
const LONG = 10;

const number = new Intl.NumberFormat("en");
const money = new Intl.NumberFormat("en", { style: "currency", currency: "PHP" });

function Page({ apiKey, first }: { apiKey: string; first: string }) {
  const [client, setClient] = useState(() => (first === "" ? null : connect(apiKey, first)));
  const signIn = (token: string): void => {
    keepToken(TOKEN, token);
    setClient(connect(apiKey, token));
  };
  const signOut = (): void => {
    forgetToken(TOKEN);
    setClient(null);
  };
  return client === null ? (
    <SignIn onToken={signIn} />
  ) : (
    <Filters client={client} onSignOut={signOut} />
  );
}

function SignIn({ onToken }: { onToken: (token: string) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const token = String(new FormData(event.currentTarget).get("token")).trim();
    if (token !== "") onToken(token);
  };
  return (
    <main className="sign-in">
      <h1>Filters</h1>
      <form onSubmit={submit}>
        <label htmlFor="token">
          A token, as <code>rowhouse token --user ada</code> prints it
        </label>
        <input id="token" name="token" autoComplete="off" spellCheck={false} required />
        <button>Sign in</button>
      </form>
    </main>
  );
}

function Filters({ client, onSignOut }: { client: ApiClient; onSignOut: () => void }) {
  const view = useFilterOptions(client, ASKED);
  const { dimensions, options, isStale, error } = view;
  return (
    <>
      <header>
        <h1>Filters</h1>
        <State view={view} />
        <button onClick={view.clear} disabled={Object.keys(view.within).length === 0}>
          Clear all
        </button>
        <button onClick={onSignOut}>Sign out</button>
      </header>
      {error !== null && <p role="alert">{(error as Error).message}; it is tried again.</p>}
      {options !== null && (
        <main aria-busy={isStale}>
          <Figures options={options} />
          <div className="dimensions">
            {dimensions.map((dimension) => (
              <Choices key={dimension.name} client={client} dimension={dimension} view={view} />
            ))}
          </div>
        </main>
      )}
    </>
  );
}

function State({ view: { state, options } }: { view: FilterView }) {
  const words = {
    live: "Live: a change shows by itself",
    polling: "Polling: Realtime is away",
    closed: "Closed",
  };
  return (
    <p className="state" role="status" data-state={state}>
      {options === null ? "Connecting" : words[state]}
    </p>
  );
}

function Figures({ options }: { options: FilterOptions }) {
  const { transactions, baskets, price, basket_size: size } = options;
  const range = ({ min, max }: FilterOptions["price"], show: (value: number) => string): string =>
    min === null || max === null ? "none" : `${show(min)} to ${show(max)}`;
  const figures = {
    Transactions: number.format(transactions),
    Baskets: number.format(baskets),
    Price: range(price, (minor) => money.format(minor / 100)),
    "Lines of a basket": range(size, number.format),
  };
  return (
    <dl>
      {Object.entries(figures).map(([name, figure]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  );
}

interface ChoicesProps {
  client: ApiClient;
  dimension: Dimension;
  view: FilterView;
}

function Choices({ client, dimension: { name, label }, view }: ChoicesProps) {
  const [text, setText] = useState("");
  const { items, total } = view.options?.dimensions[name] ?? { items: [], total: 0 };
  const found = useSearch(client, name, useDeferredValue(text.trim()), view);
  const chosen = view.within[name] ?? [];
  const shown = withChosen(found ?? items, chosen, useLabels(items, found));
  const most = Math.max(1, ...shown.map(({ count }) => count));
  const toggle = (value: string): void => {
    const others = chosen.filter((other) => other !== value);
    view.select(name, others.length < chosen.length ? others : [...chosen, value]);
  };
  return (
    <fieldset data-dimension={name}>
      <legend>
        {label} <small>{number.format(total)}</small>
      </legend>
      {(total > LONG || text !== "") && (
        <input
          type="search"
          aria-label={`Search ${label}`}
          placeholder="Search"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <ul>
        {shown.map((item) => (
          <li key={item.value}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(item.value)}
                onChange={() => toggle(item.value)}
              />
              <span title={item.label}>{item.label}</span>
              <data value={item.count}>{number.format(item.count)}</data>
            </label>
            <meter aria-hidden="true" max={most} value={item.count} />
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p>No value matches.</p>}
      {found === null && total > items.length && (
        <p>The {number.format(items.length)} most frequent.</p>
      )}
    </fieldset>
  );
}

/** What is chosen and not listed is shown too, so that it can be given up. */
function withChosen(
  items: readonly Item[],
  chosen: readonly string[],
  labels: ReadonlyMap<string, string>,
): readonly Item[] {
  const listed = new Set(items.map(({ value }) => value));
  const missing = chosen.filter((value) => !listed.has(value));
  return [
    ...missing.map((value) => ({ value, label: labels.get(value) ?? value, count: 0 })),
    ...items,
  ];
}

/** The labels of all values that were ever listed. */
function useLabels(...lists: readonly (readonly Item[] | null)[]): ReadonlyMap<string, string> {
  const [labels] = useState(() => new Map<string, string>());
  for (const { value, label } of lists.flatMap((items) => items ?? [])) labels.set(value, label);
  return labels;
}

/** The values that contain a text, asked for again with every new answer; null without a text. */
function useSearch(
  client: ApiClient,
  dimension: string,
  search: string,
  { within, options }: FilterView,
): readonly Item[] | null {
  const [found, setFound] = useState<readonly Item[]>([]);
  useEffect(() => {
    if (search === "") return;
    const request = new AbortController();
    const asked = JSON.parse(JSON.stringify({ dimension, within, search }));
    client
      .rpc("filter_values", asked)
      .abortSignal(request.signal)
      .then(({ data }) => {
        if (data !== null) setFound((data as unknown as DimensionOptions).items);
      });
    return () => request.abort();
  }, [client, dimension, search, within, options]);
  return search === "" ? null : found;
}

const first = readToken(TOKEN);
clearAddress();
followLinks([TOKEN]);
createRoot(pageElement()).render(
  <StrictMode>
    <Page apiKey={await readApiKey()} first={first} />
  </StrictMode>,
);
