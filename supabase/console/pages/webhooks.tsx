// Webhooks of all users: endpoints, their deliveries, and the attempts of one.

import { Button, Select, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { ApiClient } from "../../client/index.ts";
import { ask, type ConsolePage, Empty, Go, Listed, Name, State, useAct, When } from "../parts.tsx";

interface Endpoint {
  id: string;
  owner_id: string;
  url: string;
  event_types: readonly string[];
  status: string;
  status_reason: string | null;
  circuit: string;
  failing_since: string | null;
  pending: number;
}

interface Delivery {
  id: number;
  webhook_id: string;
  url: string;
  type: string;
  status: string;
  outcome: string | null;
  attempts: number;
  created_at: string;
  next_attempt_at: string | null;
}

interface Attempt {
  number: number;
  started_at: string;
  outcome: string | null;
  status_code: number | null;
  latency_ms: number | null;
  error: string | null;
  response: string | null;
}

const STATES = ["failed", "pending", "delivered"];

export const page: ConsolePage = {
  title: "Webhooks",
  place: 3,
  Page: ({ client, rest: [id] }) =>
    id === undefined ? <Webhooks client={client} /> : <Attempts key={id} {...{ client, id }} />,
};

function Webhooks({ client }: { client: ApiClient }) {
  const [status, setStatus] = useState<string | null>("failed");
  const [outcome, act] = useAct();
  return (
    <Stack>
      <Listed<Endpoint>
        client={client}
        name="list_webhook_endpoints"
        label="Endpoints"
        empty={
          <Empty
            words="There is no webhook."
            hint={
              "A webhook sends the events of a user to an address of theirs. " +
              "docs/webhooks.md says how one is made."
            }
          />
        }
        keyOf={({ id }) => id}
        columns={[
          { title: "URL", cell: ({ url }) => <span className="wrapped">{url}</span> },
          { title: "Events", cell: ({ event_types }) => event_types.join(", ") },
          {
            title: "State",
            cell: ({ status: state, status_reason }) => (
              <>
                <State of={state} /> {status_reason}
              </>
            ),
          },
          { title: "Circuit", cell: ({ circuit }) => <State of={circuit} /> },
          { title: "Failing", cell: ({ failing_since }) => <When at={failing_since} /> },
          {
            title: "Pending",
            isNumber: true,
            cell: ({ pending }) => (pending === 1000 ? "1,000 or more" : pending),
          },
          { title: "Owner", cell: ({ owner_id }) => <Name of={owner_id} /> },
        ]}
      />
      <Title order={2}>Deliveries</Title>
      <Select
        label="Status"
        placeholder="All"
        data={STATES}
        value={status}
        clearable
        clearButtonProps={{ "aria-label": "All deliveries" }}
        onChange={setStatus}
        maw={240}
      />
      {outcome}
      <Listed<Delivery>
        key={status}
        client={client}
        name="search_webhook_deliveries"
        body={{ status }}
        label="Deliveries"
        empty="There is no such delivery."
        keyOf={({ id }) => id}
        columns={(refresh) => [
          { title: "Delivery", cell: ({ id }) => <Go to={`webhooks/${id}`}>{id}</Go> },
          { title: "Event", cell: ({ type }) => type },
          { title: "To", cell: ({ url }) => <span className="wrapped">{url}</span> },
          {
            title: "State",
            cell: ({ status: state, outcome: last }) => (
              <>
                <State of={state} /> {last}
              </>
            ),
          },
          { title: "Attempts", isNumber: true, cell: ({ attempts }) => attempts },
          { title: "Since", cell: ({ created_at }) => <When at={created_at} /> },
          { title: "Next", cell: ({ next_attempt_at }) => <When at={next_attempt_at} /> },
          {
            title: "Actions",
            cell: ({ id }) => (
              <Resend client={client} id={id} act={(action) => act(action, refresh)} />
            ),
          },
        ]}
      />
    </Stack>
  );
}

interface ResendProps {
  client: ApiClient;
  id: number;
  act: (action: () => Promise<string>) => void;
}

function Resend({ client, id, act }: ResendProps) {
  const resend = async (): Promise<string> => {
    await ask(client, "resend_webhook_delivery", { delivery_id: id });
    return `Delivery ${id} is sent again.`;
  };
  return (
    <Button size="compact-xs" aria-label={`Send again: delivery ${id}`} onClick={() => act(resend)}>
      Send again
    </Button>
  );
}

function Attempts({ client, id }: { client: ApiClient; id: string }) {
  const [outcome, act] = useAct();
  return (
    <Stack align="start">
      <Go to="webhooks">All deliveries</Go>
      <Title order={2}>Attempts of delivery {id}</Title>
      <Resend client={client} id={Number(id)} act={act} />
      {outcome}
      <Listed<Attempt>
        client={client}
        name="list_webhook_attempts"
        body={{ delivery_id: Number(id) }}
        label="Attempts"
        empty="There was no attempt."
        keyOf={({ number }) => number}
        columns={[
          { title: "Attempt", isNumber: true, cell: ({ number }) => number },
          { title: "Began", cell: ({ started_at }) => <When at={started_at} /> },
          { title: "Outcome", cell: ({ outcome: how }) => <State of={how ?? "running"} /> },
          { title: "Status", isNumber: true, cell: ({ status_code }) => status_code ?? "–" },
          {
            title: "Time",
            isNumber: true,
            cell: ({ latency_ms }) => (latency_ms === null ? "–" : `${latency_ms} ms`),
          },
          {
            title: "Answer",
            cell: ({ error, response }) => (
              <Text size="sm" className="wrapped">
                {error ?? response}
              </Text>
            ),
          },
        ]}
      />
    </Stack>
  );
}
