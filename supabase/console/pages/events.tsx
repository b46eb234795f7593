// The end of the event log, of all topics or of one.

import { Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { ApiClient } from "../../client/index.ts";
import { type ConsolePage, Empty, Json, Listed, Name, When } from "../parts.tsx";

interface Event {
  id: number;
  at: string;
  topic: string;
  type: string;
  entity_id: string | null;
  payload: unknown;
  is_readable: boolean;
}

export const page: ConsolePage = {
  title: "Events",
  place: 4,
  Page: ({ client }) => <Events client={client} />,
};

function Events({ client }: { client: ApiClient }) {
  const [typed, setTyped] = useState("");
  const [topic] = useDebouncedValue(typed.trim() || null, 300);
  return (
    <Stack>
      <TextInput
        label="Topic"
        description="The whole topic, such as core:alerts."
        placeholder="All"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        maw={360}
      />
      <Listed<Event>
        key={topic}
        client={client}
        name="list_events"
        body={{ topic }}
        topics={topic === null ? [] : [topic]}
        label="Events"
        empty={
          <Empty
            words="There is no event."
            hint="A change that others follow emits one with `core.emit`: docs/live.md."
          />
        }
        keyOf={({ id }) => id}
        columns={[
          { title: "When", cell: ({ at }) => <When at={at} /> },
          { title: "Topic", kind: "topic", cell: (event) => <Name of={event.topic} /> },
          { title: "Type", cell: ({ type }) => type },
          { title: "Of", cell: ({ entity_id }) => <Name of={entity_id} /> },
          {
            title: "Payload",
            cell: ({ payload, is_readable }) =>
              is_readable ? <Json of={payload} /> : <Text c="dimmed">for others only</Text>,
          },
        ]}
      />
    </Stack>
  );
}
