// Requests to the API: how many each RPC answered with which status, and how many over time.

import { BarChart } from "@mantine/charts";
import { Group, Select, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { number } from "../../client/demo/parts.tsx";
import type { ApiClient } from "../../client/index.ts";
import { type ConsolePage, Rows, useAnswer, View } from "../parts.tsx";

interface Classes {
  succeeded: number;
  refused: number;
  failed: number;
}

interface Rpc extends Classes {
  rpc: string;
  requests: number;
  error_share: number;
  mean_ms: number;
  statuses: Readonly<Record<string, number>>;
}

interface Point extends Classes {
  started_at: string;
}

interface Report {
  items: readonly Rpc[];
  points: readonly Point[];
}

const WINDOWS = [
  { value: "60", label: "1 hour" },
  { value: "360", label: "6 hours" },
  { value: "1440", label: "1 day" },
];
const ORDERS = ["Requests", "Error share"];
const SERIES = [
  { name: "succeeded", color: "teal.7" },
  { name: "refused", color: "yellow.7" },
  { name: "failed", color: "red.7" },
];

export const page: ConsolePage = {
  title: "Requests",
  place: 10,
  Page: ({ client }) => <Requests client={client} />,
};

function Requests({ client }: { client: ApiClient }) {
  const [minutes, setMinutes] = useState("60");
  const [order, setOrder] = useState("Requests");
  const view = useAnswer<Report>(client, "report_requests", {
    minutes: Number(minutes),
    page_size: 500,
  });
  return (
    <Stack>
      <Text c="dimmed">
        Requests as the gateways count them: succeeded are statuses below 400, refused are 4xx,
        failed are 5xx. A request that is for no RPC is “other”.
      </Text>
      <Group>
        <Select
          label="Window"
          data={WINDOWS}
          value={minutes}
          onChange={(chosen) => setMinutes(chosen ?? minutes)}
          allowDeselect={false}
        />
        <Select
          label="Order by"
          data={ORDERS}
          value={order}
          onChange={(chosen) => setOrder(chosen ?? order)}
          allowDeselect={false}
        />
      </Group>
      <View view={view}>
        {({ items, points }) => (
          <>
            <figure aria-label="Requests over time, by class of status" className="chart">
              <BarChart
                h={260}
                data={points.map((point) => ({ ...point, at: clock(point.started_at) }))}
                dataKey="at"
                type="stacked"
                series={SERIES}
                withLegend
                barProps={{ isAnimationActive: false }}
              />
            </figure>
            <Title order={2}>By RPC</Title>
            <Rows
              label="Requests by RPC"
              rows={sorted(items, order)}
              keyOf={({ rpc }) => rpc}
              empty="No request was counted in this window."
              columns={[
                { title: "RPC", cell: ({ rpc }) => rpc },
                { title: "Requests", isNumber: true, cell: (row) => number.format(row.requests) },
                { title: "Succeeded", isNumber: true, cell: (row) => number.format(row.succeeded) },
                { title: "Refused", isNumber: true, cell: (row) => number.format(row.refused) },
                { title: "Failed", isNumber: true, cell: (row) => number.format(row.failed) },
                {
                  title: "Error share",
                  isNumber: true,
                  cell: ({ error_share }) => `${(100 * error_share).toFixed(2)} %`,
                },
                { title: "Mean", isNumber: true, cell: (row) => `${number.format(row.mean_ms)} ms` },
                { title: "Statuses", cell: ({ statuses }) => listed(statuses) },
              ]}
            />
          </>
        )}
      </View>
    </Stack>
  );
}

function sorted(items: readonly Rpc[], order: string): readonly Rpc[] {
  const byRequests = (a: Rpc, b: Rpc): number => b.requests - a.requests;
  const byErrors = (a: Rpc, b: Rpc): number => b.error_share - a.error_share || byRequests(a, b);
  return [...items].sort(order === "Requests" ? byRequests : byErrors);
}

function clock(at: string): string {
  return new Date(at).toLocaleTimeString("en", { hour: "2-digit", minute: "2-digit", hour12: false });
}

function listed(statuses: Readonly<Record<string, number>>): string {
  return Object.entries(statuses)
    .map(([status, count]) => `${status}: ${number.format(count)}`)
    .join(", ");
}
