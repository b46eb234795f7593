// A page that several people use side by side: a token for each, and the form that asks for them.

import { type ComponentType, type FormEvent, StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import {
  clearAddress,
  followLinks,
  forgetToken,
  keepToken,
  pageElement,
  readApiKey,
  readToken,
} from "./session.ts";

export interface Person {
  readonly name: string;
  /** What `rowhouse token --user` is given for this person. */
  readonly user: string;
}

export type Tokens<Who extends string> = Readonly<Record<Who, string>>;

/** What a page gets, when all have signed in. */
export interface PageProps<Who extends string> {
  readonly apiKey: string;
  readonly tokens: Tokens<Who>;
  readonly signOut: () => void;
}

interface Asked<Who extends string> {
  readonly title: string;
  readonly people: Readonly<Record<Who, Person>>;
}

interface RootProps<Who extends string> extends Asked<Who> {
  readonly apiKey: string;
  readonly first: Tokens<Who>;
  readonly page: ComponentType<PageProps<Who>>;
}

/** Render a page, with the tokens of its address or of this tab. */
export async function startPage<Who extends string>(
  title: string,
  people: Readonly<Record<Who, Person>>,
  page: ComponentType<PageProps<Who>>,
): Promise<void> {
  const first = forEach(people, readToken);
  clearAddress();
  followLinks(namesOf(people));
  const apiKey = await readApiKey();
  createRoot(pageElement()).render(
    <StrictMode>
      <Root {...{ title, people, page, apiKey, first }} />
    </StrictMode>,
  );
}

function Root<Who extends string>({ page: Page, apiKey, first, ...asked }: RootProps<Who>) {
  const [tokens, setTokens] = useState(first);
  const who = namesOf(asked.people);
  const signIn = (given: Tokens<Who>): void => {
    for (const name of who) keepToken(name, given[name]);
    setTokens(given);
  };
  const signOut = (): void => {
    for (const name of who) forgetToken(name);
    setTokens(forEach(asked.people, () => ""));
  };
  if (who.some((name) => tokens[name] === "")) return <SignIn {...asked} onTokens={signIn} />;
  return <Page key={who.map((name) => tokens[name]).join()} {...{ apiKey, tokens, signOut }} />;
}

interface SignInProps<Who extends string> extends Asked<Who> {
  readonly onTokens: (tokens: Tokens<Who>) => void;
}

function SignIn<Who extends string>({ title, people, onTokens }: SignInProps<Who>) {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onTokens(forEach(people, (name) => String(form.get(name)).trim()));
  };
  return (
    <main className="sign-in">
      <h1>{title}</h1>
      <form onSubmit={submit}>
        {namesOf(people).map((name) => (
          <label key={name}>
            {people[name].name}: a token, as <code>rowhouse token --user {people[name].user}</code>{" "}
            prints it
            <input name={name} autoComplete="off" spellCheck={false} required />
          </label>
        ))}
        <button>Sign in</button>
      </form>
    </main>
  );
}

export function namesOf<Who extends string>(people: Readonly<Record<Who, Person>>): Who[] {
  return Object.keys(people) as Who[];
}

function forEach<Who extends string>(
  people: Readonly<Record<Who, Person>>,
  valueOf: (name: Who) => string,
): Tokens<Who> {
  const values = namesOf(people).map((name) => [name, valueOf(name)] as const);
  return Object.fromEntries(values) as Record<Who, string>;
}
