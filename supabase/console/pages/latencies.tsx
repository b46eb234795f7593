// What RPCs and statements cost in the database, against the budgets of the RPCs.

import { BarChart } from "@mantine/charts";
import { Stack, Text, Title } from "@mantine/core";
import { number } from "../../client/demo/parts.tsx";
import type { ApiClient } from "../../client/index.ts";
import { type ConsolePage, Json, Rows, State, useAnswer, View } from "../parts.tsx";

interface Statement {
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

const SHOWN = 15;

export const page: ConsolePage = {
  title: "Latencies",
  place: 9,
  Page: ({ client }) => <Latencies client={client} />,
};

function Latencies({ client }: { client: ApiClient }) {
  const view = useAnswer<{ items: readonly Statement[] }>(client, "report_slow_statements", {
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
              rows={rest}
              keyOf={({ statement }) => statement ?? ""}
              empty="No statement was counted."
              columns={[
                { title: "Statement", cell: ({ statement }) => <Json of={statement?.replace(/\s+/g, " ")} /> },
                ...timesOf(),
              ]}
            />
          </Stack>
        );
      }}
    </View>
  );
}

function timesOf() {
  return [
    { title: "Calls", isNumber: true, cell: ({ calls }: Statement) => number.format(calls) },
    { title: "Mean", isNumber: true, cell: ({ mean_ms }: Statement) => ms(mean_ms) },
    { title: "Longest", isNumber: true, cell: ({ max_ms }: Statement) => ms(max_ms) },
    { title: "Total", isNumber: true, cell: ({ total_ms }: Statement) => ms(total_ms) },
  ];
}

function ms(value: number | null): string {
  return value === null ? "–" : `${number.format(Math.round(value * 10) / 10)} ms`;
}

/** The mean time in percent of the budget. */
function shareOf({ mean_ms, budget_ms }: Statement): number {
  return budget_ms === null ? 0 : (100 * (mean_ms ?? 0)) / budget_ms;
}

function byShare(rpcs: readonly Statement[]): readonly Statement[] {
  return [...rpcs].sort((a, b) => shareOf(b) - shareOf(a)).slice(0, SHOWN);
}
