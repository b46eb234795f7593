// Who waits for a lock, and who holds it.

import { Text } from "@mantine/core";
import type { ApiClient } from "../../client/index.ts";
import { type ConsolePage, Json, type List, Rows, useAnswer, View } from "../parts.tsx";

interface Session {
  pid: number;
  role: string | null;
  application: string | null;
  state?: string | null;
  statement: string | null;
}

interface Wait extends Session {
  mode: string;
  locked: string;
  seconds: number;
  blocked_by: readonly Session[];
}

export const page: ConsolePage = {
  title: "Locks",
  place: 11,
  Page: ({ client }) => <Locks client={client} />,
};

function Locks({ client }: { client: ApiClient }) {
  const view = useAnswer<List<Wait>>(client, "list_lock_waits");
  return (
    <View view={view}>
      {({ items }) => (
        <Rows
          label="Waits for locks"
          rows={items}
          keyOf={({ pid }) => pid}
          empty="No session waits for a lock."
          columns={[
            { title: "Who waits", cell: (wait) => <Who {...wait} /> },
            { title: "For", cell: ({ locked, mode }) => `${locked}, ${mode}` },
            { title: "Seconds", isNumber: true, cell: ({ seconds }) => seconds.toFixed(1) },
            {
              title: "Who holds it",
              cell: ({ blocked_by }) =>
                blocked_by.map((session) => <Who key={session.pid} {...session} />),
            },
          ]}
        />
      )}
    </View>
  );
}

function Who({ pid, role, application, state, statement }: Session) {
  return (
    <>
      <Text size="sm">
        {/* A prepared transaction has no session, and 0 in its place. */}
        {[pid, role, application, state].filter(Boolean).join(", ")}
      </Text>
      <Json of={statement ?? ""} />
    </>
  );
}
