// The demo page of suppliers: the people of a supplier do its tasks, a project manager sees
// what that means for the end, decides and moves dates. Each has a client of their own; both
// see every change live.

import { useState } from "react";
import type { ApiClient } from "../../index.ts";
import { useLive } from "../../use_live.ts";
import { explain, userOf } from "../parts.tsx";
import { type PageProps, startPage } from "../people.tsx";
import { connect } from "../session.ts";
import { Columns, Counted } from "./board.tsx";
import { BulkMove } from "./bulk.tsx";
import {
  type Notification,
  plural,
  readScopes,
  type Scope,
  shortDay,
  useBoard,
  useNotifications,
  usePath,
} from "./tasks.ts";
import { Timeline } from "./timeline.tsx";

const PEOPLE = {
  manager: { name: "Manager", user: "mia --app-role project_manager" },
  supplier: { name: "Supplier", user: "sam --app-role supplier" },
};
type Person = keyof typeof PEOPLE;

const STATUSES = ["planned", "in_progress", "waiting", "blocked", "submitted", "done"];
const TO_DECIDE = ["blocked", "submitted"];

function Works({ apiKey, tokens, signOut }: PageProps<Person>) {
  const [manager] = useState(() => connect(apiKey, tokens.manager));
  const [supplier] = useState(() => connect(apiKey, tokens.supplier));
  const [chosen, choose] = useState<number | null>(null);
  const scopes = useLive(supplier, "scopes", {
    load: readScopes,
    topics: () => [],
    timings: { pollMs: 60_000 },
  });
  const all = scopes.data ?? [];
  const scope =
    all.find(({ projectId }) => projectId === chosen) ??
    all.find(({ openTasks }) => openTasks > 0) ??
    all[0];
  return (
    <>
      <header>
        <h1>Suppliers</h1>
        {all.length > 0 && (
          <label>
            Project{" "}
            <select
              value={scope?.projectId}
              onChange={(event) => choose(Number(event.target.value))}
            >
              {all.map(({ projectId, name }) => (
                <option key={projectId} value={projectId}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <button onClick={signOut}>Sign out</button>
      </header>
      {scopes.error !== null && <p role="alert">{explain(scopes.error)}</p>}
      {scopes.data?.length === 0 && <p>The supplier works for no project.</p>}
      {scope !== undefined && (
        <main key={scope.supplierProjectId}>
          <Supplier client={supplier} token={tokens.supplier} scope={scope} />
          <Manager client={manager} token={tokens.manager} scope={scope} />
        </main>
      )}
    </>
  );
}

interface PaneProps {
  client: ApiClient;
  token: string;
  scope: Scope;
}

function Supplier({ client, token, scope }: PaneProps) {
  const board = useBoard(client, scope);
  return (
    <section aria-label="Supplier" data-state={board.state}>
      <div className="title">
        <h2>Supplier</h2>
        {board.data !== null && <Counted board={board.data} />}
        <State state={board.state} />
      </div>
      <Columns client={client} role="supplier" statuses={STATUSES} view={board} />
      <News client={client} token={token} />
    </section>
  );
}

function Manager({ client, token, scope }: PaneProps) {
  const board = useBoard(client, scope);
  const path = usePath(client, scope);
  const refresh = (): void => {
    board.refresh();
    path.refresh();
  };
  return (
    <section aria-label="Manager" data-state={path.state}>
      <div className="title">
        <h2>Project manager</h2>
        <State state={path.state} />
      </div>
      <div className="halves">
        <div>
          <Timeline view={path} />
        </div>
        <BulkMove client={client} scope={scope} onMoved={refresh} />
      </div>
      <Columns client={client} role="project_manager" statuses={TO_DECIDE} view={board} />
      <News client={client} token={token} />
    </section>
  );
}

function State({ state }: { state: string }) {
  return (
    <p className="state" role="status" data-state={state}>
      {state === "live" ? "Live" : "Connecting to Realtime"}
    </p>
  );
}

/** The newest notifications of a user. */
function News({ client, token }: { client: ApiClient; token: string }) {
  const { data } = useNotifications(client, userOf(token));
  const items = data?.items ?? [];
  return (
    <section hidden={items.length === 0}>
      <h3>Notifications</h3>
      <ul className="news" aria-label="Notifications">
        {items.map((one) => (
          <li key={one.id} data-kind={one.kind}>
            {tell(one)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function tell({ kind, payload }: Notification): string {
  const what = kind.split(".").slice(1).join(" ").replaceAll("_", " ");
  const { title, count, counts, reason, due_on, operation_id } = payload;
  const words = [
    ...(typeof title === "string" ? [title] : []),
    ...(typeof count === "number" ? [plural(count, "task")] : []),
    ...(counts === undefined ? [] : [countedBy(counts)]),
    ...(operation_id === undefined ? [] : [`operation ${operation_id}`]),
    ...(typeof reason === "string" ? [reason] : []),
    ...(typeof due_on === "string" ? [`due ${shortDay(due_on)}`] : []),
  ];
  const subject = `${what[0]?.toUpperCase()}${what.slice(1)}`;
  return words.length === 0 ? subject : `${subject}: ${words.join(", ")}`;
}

/** The counts of a digest by section, without those that are zero. */
function countedBy(counts: unknown): string {
  return Object.entries(counts ?? {})
    .filter(([, count]) => Number(count) > 0)
    .map(([section, count]) => `${section.replaceAll("_", " ")} ${count}`)
    .join(", ");
}

await startPage("Suppliers", PEOPLE, Works);
