// Jobs: the queues, the jobs of a state, and the whole story of one.

import { BarChart } from "@mantine/charts";
import { Button, Group, Select, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { ApiClient } from "../../client/index.ts";
import { Actions, DIED, JobStory } from "../job_story.tsx";
import {
  type Act,
  ask,
  type ConsolePage,
  Go,
  type List,
  Listed,
  Rows,
  State,
  useAct,
  useAnswer,
  View,
  When,
} from "../parts.tsx";

interface Queue {
  name: string;
  description: string;
  paused_until: string | null;
  paused_reason: string | null;
  /** Null where more are left than one request reads, and none was found. */
  ready: number | null;
  running: number | null;
  waiting: number | null;
  dead: number | null;
  oldest_ready_at: string | null;
}

interface Job {
  id: number;
  kind: string;
  queue: string;
  state: string;
  wait_reason: string | null;
  attempts: number;
  max_attempts: number | null;
  enqueued_at: string;
  run_at: string | null;
  finished_at: string | null;
  error: string | null;
}

const STATES = ["dead", "running", "ready", "waiting", "finished"];
const SERIES = [
  { name: "ready", color: "gray.6" },
  { name: "running", color: "blue.6" },
  { name: "waiting", color: "yellow.6" },
  { name: "dead", color: "red.7" },
];

export const page: ConsolePage = {
  title: "Jobs",
  place: 2,
  Page: ({ client, rest: [id] }) =>
    id === undefined ? <Jobs client={client} /> : <JobStory key={id} client={client} id={id} />,
};

function Jobs({ client }: { client: ApiClient }) {
  const [state, setState] = useState<string>("dead");
  const [queue, setQueue] = useState<string | null>(null);
  const [typed, setTyped] = useState("");
  const [kind] = useDebouncedValue(typed.trim() || null, 300);
  const queues = useAnswer<List<Queue>>(client, "list_job_queues", {}, DIED);
  const [outcome, act] = useAct();
  const body = { state, queue, kind };
  return (
    <>
      <View view={queues}>
        {({ items }) => (
          <Queues client={client} queues={items} act={(action) => act(action, queues.refresh)} />
        )}
      </View>
      <Group align="end">
        <Select
          label="State"
          data={STATES}
          value={state}
          allowDeselect={false}
          onChange={(value) => setState(value ?? "dead")}
        />
        <Select
          label="Queue"
          placeholder="All"
          data={(queues.data?.items ?? []).map(({ name }) => name)}
          value={queue}
          clearable
          clearButtonProps={{ "aria-label": "All queues" }}
          onChange={setQueue}
        />
        <TextInput
          label="Kind"
          placeholder="All"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </Group>
      {outcome}
      <Listed<Job>
        key={JSON.stringify(body)}
        client={client}
        name="search_jobs"
        body={body}
        topics={DIED}
        label="Jobs"
        empty={
          state === "running"
            ? "No job runs among the first 10,000 of each queue."
            : `No job is ${state}.`
        }
        keyOf={({ id }) => id}
        columns={(refresh) => columnsOf(client, (action) => act(action, refresh))}
      />
    </>
  );
}

function columnsOf(client: ApiClient, act: Act) {
  return [
    { title: "Job", cell: ({ id }: Job) => <Go to={`jobs/${id}`}>{id}</Go> },
    { title: "Kind", cell: ({ kind }: Job) => kind },
    { title: "Queue", cell: ({ queue }: Job) => queue },
    { title: "State", cell: ({ state }: Job) => <State of={state} /> },
    { title: "Enqueued", cell: ({ enqueued_at }: Job) => <When at={enqueued_at} /> },
    {
      title: "Attempts",
      isNumber: true,
      cell: ({ attempts, max_attempts }: Job) =>
        max_attempts === null ? attempts : `${attempts} of ${max_attempts}`,
    },
    { title: "Error", cell: ({ error }: Job) => <span className="wrapped">{error}</span> },
    {
      title: "Actions",
      cell: (job: Job) => <Actions {...{ client, act }} id={job.id} state={job.state} />,
    },
  ];
}

interface QueuesProps {
  client: ApiClient;
  queues: readonly Queue[];
  act: Act;
}

function Queues({ client, queues, act }: QueuesProps) {
  const pause = (queue: string) => async (): Promise<string> => {
    await ask(client, "pause_queue", { queue, reason: "paused in the console" });
    return `Queue ${queue} is paused.`;
  };
  const resume = (queue: string) => async (): Promise<string> => {
    await ask(client, "resume_queue", { queue });
    return `Queue ${queue} goes on.`;
  };
  const hasJobs = queues.some((queue) =>
    SERIES.some(({ name }) => (queue[name as "ready"] ?? 0) > 0),
  );
  return (
    <>
      {hasJobs && (
        <figure aria-label="Jobs by queue and state" className="chart">
          <BarChart
            h={60 + 34 * queues.length}
            data={queues.map((queue) => ({ ...queue }))}
            dataKey="name"
            type="stacked"
            orientation="vertical"
            series={SERIES}
            xAxisProps={{ allowDecimals: false }}
            yAxisProps={{ width: 110 }}
            withLegend
            barProps={{ isAnimationActive: false }}
          />
        </figure>
      )}
      <Rows
        label="Queues"
        rows={queues}
        keyOf={({ name }) => name}
        empty="There is no queue."
        columns={[
          {
            title: "Queue",
            cell: ({ name, description }) => (
              <>
                {name}
                <Text size="xs" c="dimmed">
                  {description}
                </Text>
              </>
            ),
          },
          ...SERIES.map(({ name }) => ({
            title: name[0]?.toUpperCase() + name.slice(1),
            isNumber: true,
            cell: (queue: Queue) => queue[name as "ready"] ?? "?",
          })),
          { title: "Oldest ready", cell: (queue) => <When at={queue.oldest_ready_at} /> },
          {
            title: "Pause",
            cell: ({ name, paused_until, paused_reason }) =>
              paused_until === null ? (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Pause queue ${name}`}
                  onClick={() => act(pause(name))}
                >
                  Pause
                </Button>
              ) : (
                <Group gap={6}>
                  <State of="paused" />
                  <Button
                    size="compact-xs"
                    aria-label={`Resume queue ${name}`}
                    onClick={() => act(resume(name))}
                  >
                    Resume
                  </Button>
                  <Text size="xs" w="100%">
                    <When at={paused_until} />: {paused_reason}
                  </Text>
                </Group>
              ),
          },
        ]}
      />
    </>
  );
}
