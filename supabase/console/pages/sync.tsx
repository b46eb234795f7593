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
        { title: "Last success", cell: ({ last_success_at }) => <When at={last_success_at} /> },
        {
          title: "Lag",
          isNumber: true,
          cell: ({ lag_seconds }) =>
            lag_seconds === null ? "–" : `${Math.round(lag_seconds)} s`,
        },
        {
          title: "Last run",
          cell: ({ last_run }) =>
            last_run === null ? (
              "–"
            ) : (
              <>
                <State of={last_run.status} /> <When at={last_run.started_at} />{" "}
                {last_run.fault ?? <Json of={last_run.counts} />}
              </>
            ),
        },
        { title: "Next run", cell: ({ next_run_at }) => <When at={next_run_at} /> },
        {
          title: "Conflicts or errors",
          cell: ({ open_conflicts, errors }) => <Json of={open_conflicts ?? errors} />,
        },
      ]}
    />
  );
}
