// One job: why it does not run, and what can be done.

import { Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import type { ApiClient } from "../client/index.ts";
import { type Act, ask, Go, Json, Rows, State, useAct, useAnswer, View } from "./parts.tsx";

/** The topic of jobs that gave up. */
export const DIED = ["core:job"];

interface Story {
  job: Readonly<Record<string, unknown>>;
  kind: { handler: string; description: string; provider: string | null } | null;
  why: readonly { rule: string; detail: string }[];
}

interface ActionsProps {
  client: ApiClient;
  act: Act;
  id: number;
  state: string;
}

/** Retry and cancel, where the state allows them. */
export function Actions({ client, act, id, state }: ActionsProps) {
  const retry = async (): Promise<string> => {
    await ask(client, "retry_job", { id });
    return `Job ${id} may run now.`;
  };
  const cancel = async (): Promise<string> => {
    const how = await ask<string>(client, "cancel_job", { id, reason: "cancelled in the console" });
    if (how === "cancelled") return `Job ${id} is cancelled.`;
    return how === "asked"
      ? `Job ${id} runs; its worker was asked to stop.`
      : `Job ${id} runs in the database, and ends by itself.`;
  };
  const isOver = state === "succeeded" || state === "cancelled";
  return (
    <Group gap={6} wrap="nowrap">
      {(state === "dead" || state === "waiting") && (
        <Button size="compact-xs" aria-label={`Retry job ${id}`} onClick={() => act(retry)}>
          Retry
        </Button>
      )}
      {!isOver && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`Cancel job ${id}`}
          onClick={() => act(cancel)}
        >
          Cancel
        </Button>
      )}
    </Group>
  );
}

/** One job: why it does not run, what can be done, and everything that is known. */
export function JobStory({ client, id }: { client: ApiClient; id: string }) {
  const view = useAnswer<Story>(client, "get_job", { id: Number(id) }, DIED);
  const [outcome, run] = useAct();
  const act: Act = (action) => run(action, view.refresh);
  return (
    <>
      <Go to="jobs">All jobs</Go>
      {outcome}
      <View view={view}>
        {({ job, kind, why }) => (
          <Stack>
            <Group>
              <Title order={2}>
                Job {id}: {String(job["kind"])}
              </Title>
              <State of={stateOf(job)} />
              <Actions {...{ client, act }} id={Number(id)} state={stateOf(job)} />
            </Group>
            {kind !== null && <Text>{kind.description}</Text>}
            <Card withBorder component="section" aria-label="Why">
              <Title order={3}>Why</Title>
              {why.map(({ rule, detail }) => (
                <Text key={rule} className="wrapped">
                  <b>{rule}</b>: {detail}
                </Text>
              ))}
            </Card>
            <Rows
              label="Everything about the job"
              rows={Object.entries(job)}
              keyOf={([name]) => name}
              empty=""
              columns={[
                { title: "Column", cell: ([name]) => name },
                { title: "Value", cell: ([, value]) => <Json of={value} /> },
              ]}
            />
          </Stack>
        )}
      </View>
    </>
  );
}

function stateOf(job: Story["job"]): string {
  if (job["outcome"] !== undefined) return String(job["outcome"]);
  return job["leased_by"] === undefined ? String(job["status"]) : "running";
}
