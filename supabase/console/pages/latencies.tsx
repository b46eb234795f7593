// What RPCs and statements cost in the database, against the budgets of the RPCs, and how
// long a broadcast takes to a subscriber.

import { BarChart, LineChart } from "@mantine/charts";
import { Stack, Text, Title } from "@mantine/core";
import { number } from "../../client/demo/parts.tsx";
import type { ApiClient } from "../../client/index.ts";
import { type ConsolePage, Rows, State, useAnswer, View, When } from "../parts.tsx";

interface Statistics {
  rpc: string | null;
  statement: string | null;
  calls: number;
  total_ms: number;
  mean_ms: number | null;
  max_ms: number;
  budget_ms: number | null;
  is_over_budget: boolean;
  hit_ratio: number | null;
}

interface Canary {
  sent_at: string;
  status: "sent" | "arrived" | "failed";
  took_ms: number | null;
  fault: string | null;
}

interface Canaries {
  is_used: boolean;
  arrived: number;
  failed: number;
  p50_ms: number | null;
  p95_ms: number | null;
  max_ms: number | null;
  last_arrived_at: string | null;
  last_fault: string | null;
  window_seconds: number;
  items: readonly Canary[];
}

const SHOWN = 15;
const SHOWN_ROWS = 20;

export const page: ConsolePage = {
  title: "Latencies",
  place: 9,
  Page: ({ client }) => (
    <Stack>
      <Broadcasts client={client} />
      <Title order={2}>RPCs</Title>
      <Latencies client={client} />
    </Stack>
  ),
};

function Latencies({ client }: { client: ApiClient }) {
  const view = useAnswer<{ items: readonly Statistics[] }>(client, "report_slow_statements", {
    page_size: 200,
  });
  return (
    <View view={view}>
      {({ items }) => {
        const rpcs = items.filter(({ rpc }) => rpc !== null);
        const rest = items.filter(({ rpc }) => rpc === null);
        return (
          <Stack>
            <Text c="dimmed">
              Times in the database, as pg_stat_statements counts them; the chart has the mean of
              each RPC in percent of its budget.
            </Text>
            {rpcs.length > 0 && (
              <figure aria-label="Mean time of an RPC, in percent of its budget" className="chart">
                <BarChart
                  h={60 + 28 * Math.min(rpcs.length, SHOWN)}
                  data={byShare(rpcs).map((row) => ({
                    rpc: row.rpc,
                    "% of its budget": Math.round(shareOf(row)),
                  }))}
                  dataKey="rpc"
                  orientation="vertical"
                  series={[{ name: "% of its budget", color: "teal.7" }]}
                  referenceLines={[{ x: 100, color: "red.7" }]}
                  yAxisProps={{ width: 190 }}
                  barProps={{ isAnimationActive: false }}
                />
              </figure>
            )}
            <Rows
              label="RPCs"
              first={SHOWN_ROWS}
              rows={rpcs}
              keyOf={({ rpc }) => rpc ?? ""}
              empty="No call was counted, or pg_stat_statements is not installed."
              columns={[
                { title: "RPC", cell: ({ rpc }) => rpc },
                {
                  title: "Budget",
                  cell: (row) => <State of={row.is_over_budget ? "over" : "ok"} />,
                },
                ...timesOf(),
                { title: "Allowed", isNumber: true, cell: ({ budget_ms }) => ms(budget_ms) },
              ]}
            />
            <Title order={2}>Other statements</Title>
            <Rows
              label="Statements"
              first={SHOWN_ROWS}
              rows={rest}
              keyOf={({ statement }) => statement ?? ""}
              empty="No statement was counted."
              columns={[
                {
                  title: "Statement",
                  kind: "clamped" as const,
                  cell: ({ statement }) => <Statement of={statement ?? ""} />,
                },
                ...timesOf(),
              ]}
            />
          </Stack>
        );
      }}
    </View>
  );
}

/** A statement on one line, two at most; the whole is its title. */
function Statement({ of }: { of: string }) {
  const line = of.replace(/\s+/g, " ");
  return (
    <code className="wrapped" title={line}>
      {line}
    </code>
  );
}

/** From a commit to the socket of a subscriber, as the worker's canary measures it. */
function Broadcasts({ client }: { client: ApiClient }) {
  const view = useAnswer<Canaries>(client, "report_canary");
  return (
    <Stack>
      <Title order={2}>From a commit to a subscriber</Title>
      <View view={view}>
        {(figures) =>
          figures.is_used ? (
            <Measured figures={figures} />
          ) : (
            <Text c="dimmed">No worker measures: set CANARY_URL and CANARY_KEY of one.</Text>
          )
        }
      </View>
    </Stack>
  );
}

function Measured({ figures }: { figures: Canaries }) {
  const rows = [...figures.items].reverse();
  return (
    <>
      <Text c="dimmed">
        The worker's canary, in the last {number.format(figures.window_seconds / 60)} minutes; the
        chart has the newest {figures.items.length}, with a gap where one failed.
      </Text>
      <figure aria-label="Time of each canary, in milliseconds" className="chart">
        <LineChart
          h={200}
          data={rows.map(({ sent_at, took_ms }) => ({
            at: new Date(sent_at).toLocaleTimeString(), "ms": took_ms,
          }))}
          dataKey="at"
          series={[{ name: "ms", color: "teal.7" }]}
          connectNulls={false}
          withDots={rows.length < SHOWN}
          lineProps={{ isAnimationActive: false }}
        />
      </figure>
      <Rows
        label="Canaries"
        rows={[figures]}
        keyOf={() => "window"}
        empty=""
        columns={[
          { title: "Arrived", isNumber: true, cell: ({ arrived }) => number.format(arrived) },
          { title: "Failed", isNumber: true, cell: ({ failed }) => number.format(failed) },
          { title: "p50", isNumber: true, cell: ({ p50_ms }) => ms(p50_ms) },
          { title: "p95", isNumber: true, cell: ({ p95_ms }) => ms(p95_ms) },
          { title: "Longest", isNumber: true, cell: ({ max_ms }) => ms(max_ms) },
          { title: "Last", cell: ({ last_arrived_at }) => <When at={last_arrived_at} /> },
          { title: "Last fault", cell: ({ last_fault }) => last_fault ?? "–" },
        ]}
      />
    </>
  );
}

function timesOf() {
  return [
    { title: "Calls", isNumber: true, cell: ({ calls }: Statistics) => number.format(calls) },
    { title: "Mean", isNumber: true, cell: ({ mean_ms }: Statistics) => ms(mean_ms) },
    { title: "Longest", isNumber: true, cell: ({ max_ms }: Statistics) => ms(max_ms) },
    { title: "Total", isNumber: true, cell: ({ total_ms }: Statistics) => ms(total_ms) },
  ];
}

function ms(value: number | null): string {
  return value === null ? "–" : `${number.format(Math.round(value * 10) / 10)} ms`;
}

/** The mean time in percent of the budget. */
function shareOf({ mean_ms, budget_ms }: Statistics): number {
  return budget_ms === null ? 0 : (100 * (mean_ms ?? 0)) / budget_ms;
}

function byShare(rpcs: readonly Statistics[]): readonly Statistics[] {
  return [...rpcs].sort((a, b) => shareOf(b) - shareOf(a)).slice(0, SHOWN);
}
