// How far what is kept equal with other systems is: the PMS, and the feeds.

import { Stack, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { ApiClient } from "../../client/index.ts";
import { type ConsolePage, Json, Rows, State, useAnswer, View, When } from "../parts.tsx";

interface Run {
  run_id: number;
  kind: string;
  status: string;
  started_at: string;
  counts: unknown;
  fault: string | null;
}

interface Feed {
  feed?: string;
  source?: string;
  last_success_at: string | null;
  lag_seconds: number | null;
  last_run: Run | null;
  next_run_at: string | null;
  open_conflicts?: number;
  errors?: unknown;
}

export const page: ConsolePage = {
  title: "Sync",
  place: 6,
  needs: ["commerce", "concerts"],
  Page: ({ client, modules }) => (
    <Stack>
      {modules.includes("concerts") && <Feeds client={client} />}
      {modules.includes("commerce") && <Pms client={client} />}
    </Stack>
  ),
};

function Feeds({ client }: { client: ApiClient }) {
  const view = useAnswer<{ items: readonly Feed[] }>(client, "feed_status");
  return (
    <>
      <Title order={2}>Feeds of concerts</Title>
      <View view={view}>{({ items }) => <Runs label="Feeds" of={items} />}</View>
    </>
  );
}

function Pms({ client }: { client: ApiClient }) {
  const [typed, setTyped] = useState("pms");
  const [source] = useDebouncedValue(typed.trim(), 300);
  const view = useAnswer<Feed>(client, "sync_status", { source });
  return (
    <>
      <Title order={2}>PMS of commerce</Title>
      <TextInput
        label="Source"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        maw={360}
      />
      <View view={view}>{(status) => <Runs label="Sources" of={[status]} />}</View>
    </>
  );
}

function Runs({ label, of }: { label: string; of: readonly Feed[] }) {
  return (
    <Rows
      label={label}
      rows={of}
      keyOf={({ feed, source }) => feed ?? source ?? ""}
      empty="Nothing is connected."
      columns={[
        { title: "Source", cell: ({ feed, source }) => feed ?? source },
        {
          title: "Last success",
          cell: ({ last_success_at }) => <Since at={last_success_at} none="never" />,
        },
        {
          title: "Lag",
          isNumber: true,
          cell: ({ lag_seconds }) =>
            lag_seconds === null ? "unknown" : `${Math.round(lag_seconds)} s`,
        },
        {
          title: "Last run",
          cell: ({ last_run }) =>
            last_run === null ? (
              "none yet"
            ) : (
              <>
                <State of={last_run.status} /> <When at={last_run.started_at} />{" "}
                {last_run.fault ?? <Counts of={last_run.counts} none="nothing changed" />}
              </>
            ),
        },
        {
          title: "Next run",
          cell: ({ next_run_at }) => <Since at={next_run_at} none="none is planned" />,
        },
        {
          title: "Conflicts or errors",
          cell: ({ open_conflicts, errors }) => <Counts of={open_conflicts ?? errors} none="none" />,
        },
      ]}
    />
  );
}

function Since({ at, none }: { at: string | null; none: string }) {
  return at === null ? none : <When at={at} />;
}

/** A count, or counts by name; in words where there is none. */
function Counts({ of, none }: { of: unknown; none: string }) {
  if (of === null || of === undefined || of === 0) return none;
  if (typeof of !== "object") return <Json of={of} />;
  const counts = Object.entries(of);
  return counts.length === 0 ? none : counts.map((pair) => pair.join(": ")).join(", ");
}
