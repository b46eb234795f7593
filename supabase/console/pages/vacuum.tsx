// Bloat: what keeps dead rows from being removed, and the tables that have most of them.

import { Stack, Text, Title } from "@mantine/core";
import { number } from "../../client/demo/parts.tsx";
import type { ApiClient } from "../../client/index.ts";
import { bytes, type ConsolePage, Rows, useAnswer, View, When } from "../parts.tsx";

interface Report {
  oldest_age: number;
  freeze_age: number;
  holders: readonly { holder: string; what: string; age: number }[];
  tables: readonly TableStats[];
}

interface TableStats {
  table: string;
  live_rows: number;
  dead_rows: number;
  dead_ratio: number | null;
  bytes: number;
  vacuumed_at: string | null;
}

export const page: ConsolePage = {
  title: "Bloat",
  place: 12,
  Page: ({ client }) => <Bloat client={client} />,
};

function Bloat({ client }: { client: ApiClient }) {
  const view = useAnswer<Report>(client, "report_vacuum", { page_size: 50 });
  return (
    <View view={view}>
      {({ oldest_age, freeze_age, holders, tables }) => (
        <Stack>
          <Text>
            The oldest snapshot is {number.format(oldest_age)} transactions old; the last freeze
            was {number.format(freeze_age)} transactions ago.
          </Text>
          <Title order={2}>Who holds old snapshots</Title>
          <Rows
            label="Holders of snapshots"
            rows={holders}
            keyOf={({ holder, what }) => `${holder} ${what}`}
            empty="No snapshot is held."
            columns={[
              { title: "Holder", cell: ({ holder }) => holder },
              { title: "Which", cell: ({ what }) => what },
              { title: "Age", isNumber: true, cell: ({ age }) => number.format(age) },
            ]}
          />
          <Title order={2}>Tables by dead rows</Title>
          <Rows
            label="Tables"
            rows={tables.filter((row) => row.live_rows + row.dead_rows > 0)}
            keyOf={({ table }) => table}
            empty="Every table is empty, as far as the statistics know."
            first={20}
            columns={[
              { title: "Table", cell: ({ table }) => table },
              { title: "Live", isNumber: true, cell: (row) => number.format(row.live_rows) },
              { title: "Dead", isNumber: true, cell: (row) => number.format(row.dead_rows) },
              {
                title: "Share",
                isNumber: true,
                cell: ({ dead_ratio }) =>
                  dead_ratio === null ? "–" : `${(100 * dead_ratio).toFixed(1)} %`,
              },
              {
                title: "Size",
                isNumber: true,
                cell: (row) => bytes(row.bytes),
              },
              { title: "Vacuumed", cell: ({ vacuumed_at }) => <When at={vacuumed_at} /> },
            ]}
          />
        </Stack>
      )}
    </View>
  );
}
