// Rate limits now: who has used a part of one, the most used first.

import type { ApiClient } from "../../client/index.ts";
import { type ConsolePage, type List, Rows, useAnswer, View, When } from "../parts.tsx";

interface Bucket {
  key: string;
  full_at: string;
  seconds: number;
}

export const page: ConsolePage = {
  title: "Rate limits",
  place: 8,
  Page: ({ client }) => <Limits client={client} />,
};

function Limits({ client }: { client: ApiClient }) {
  const view = useAnswer<List<Bucket>>(client, "list_rate_limits", { page_size: 200 });
  return (
    <View view={view}>
      {({ items }) => (
        <Rows
          label="Rate limits in use"
          rows={items}
          keyOf={({ key }) => key}
          empty="Every caller may make as many requests as the limits allow."
          columns={[
            {
              title: "Limit and caller",
              cell: ({ key }) => <span className="wrapped">{key}</span>,
            },
            { title: "Full again", cell: ({ full_at }) => <When at={full_at} /> },
            { title: "Seconds", isNumber: true, cell: ({ seconds }) => seconds.toFixed(1) },
          ]}
        />
      )}
    </View>
  );
}
