// Caches: how often each answers by itself, and how old its answers are.

import { BarChart } from "@mantine/charts";
import { Stack } from "@mantine/core";
import type { ApiClient } from "../../client/index.ts";
import { type ConsolePage, Rows, State, useAnswer, View } from "../parts.tsx";

interface Check {
  name: string;
  status: string;
  value: number | null;
  detail: string;
}

export const page: ConsolePage = {
  title: "Caches",
  place: 7,
  Page: ({ client }) => <Caches client={client} />,
};

function Caches({ client }: { client: ApiClient }) {
  const view = useAnswer<{ checks: readonly Check[] }>(client, "health_cache");
  return (
    <View view={view}>
      {({ checks }) => {
        const rates = checks.filter(({ name }) => name.endsWith(".hits"));
        const ageOf = (rate: Check): Check | undefined =>
          checks.find(({ name }) => name === `${nameOf(rate)}.age`);
        return (
          <Stack>
            {rates.length > 0 && (
              <figure aria-label="Hits by cache" className="chart">
                <BarChart
                  h={60 + 34 * rates.length}
                  data={rates.map((rate) => ({ name: nameOf(rate), "hits %": rate.value ?? 0 }))}
                  dataKey="name"
                  orientation="vertical"
                  series={[{ name: "hits %", color: "teal.7" }]}
                  xAxisProps={{ domain: [0, 100] }}
                  yAxisProps={{ width: 200 }}
                  barProps={{ isAnimationActive: false }}
                />
              </figure>
            )}
            <Rows
              label="Caches"
              rows={rates}
              keyOf={({ name }) => name}
              empty="There is no cache."
              columns={[
                { title: "Cache", cell: nameOf },
                { title: "State", cell: ({ status }) => <State of={status} /> },
                {
                  title: "Hits",
                  isNumber: true,
                  cell: ({ value }) => (value === null ? "–" : `${value} %`),
                },
                { title: "Lookups", cell: ({ detail }) => detail },
                {
                  title: "Oldest answer",
                  cell: (rate) => {
                    const age = ageOf(rate);
                    return age?.value == null ? "–" : `${age.value} s. ${age.detail}`;
                  },
                },
              ]}
            />
          </Stack>
        );
      }}
    </View>
  );
}

function nameOf({ name }: Check): string {
  return name.replace(/\.hits$/, "");
}
