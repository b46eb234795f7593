// Bulk operations of all callers, with their progress; one can be cancelled.

import { Button, Progress, Stack, Text } from "@mantine/core";
import { number } from "../../client/demo/parts.tsx";
import type { ApiClient } from "../../client/index.ts";
import { ask, type ConsolePage, Empty, Listed, State, useAct, When } from "../parts.tsx";

interface Operation {
  id: number;
  kind: string;
  status: string;
  total: number;
  done: number;
  failed: number;
  skipped: number;
  progress: number;
  cancel_requested: boolean;
  created_at: string;
  finished_at: string | null;
}

export const page: ConsolePage = {
  title: "Operations",
  place: 5,
  Page: ({ client }) => <Operations client={client} />,
};

function Operations({ client }: { client: ApiClient }) {
  const [outcome, act] = useAct();
  const cancel = (operation_id: number) => async (): Promise<string> => {
    await ask(client, "cancel_operation", { operation_id });
    return `Operation ${operation_id} is being cancelled: what is done stays.`;
  };
  return (
    <Stack>
      {outcome}
      <Listed<Operation>
        client={client}
        name="list_operations"
        label="Operations"
        empty={
          <Empty
            words="There was no operation."
            hint={
              "An operation changes many rows in small steps, and can be cancelled. " +
              "`core.start_operation` begins one."
            }
          />
        }
        keyOf={({ id }) => id}
        columns={(refresh) => [
          { title: "Operation", cell: ({ id }) => id },
          { title: "Kind", cell: ({ kind }) => kind },
          { title: "State", cell: ({ status }) => <State of={status} /> },
          {
            title: "Progress",
            cell: ({ id, progress, total, done }) => (
              <>
                <Progress
                  value={100 * progress}
                  aria-label={`Progress of operation ${id}`}
                  miw={120}
                />
                <Text size="sm">
                  {number.format(done)} of {number.format(total)}
                </Text>
              </>
            ),
          },
          { title: "Failed", isNumber: true, cell: ({ failed }) => number.format(failed) },
          { title: "Skipped", isNumber: true, cell: ({ skipped }) => number.format(skipped) },
          { title: "Started", cell: ({ created_at }) => <When at={created_at} /> },
          {
            title: "Actions",
            cell: ({ id, finished_at, cancel_requested }) => {
              if (finished_at !== null) return "";
              const word = cancel_requested ? "Cancelling" : "Cancel";
              return (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`${word} operation ${id}`}
                  disabled={cancel_requested}
                  onClick={() => act(cancel(id), refresh)}
                >
                  {word}
                </Button>
              );
            },
          },
        ]}
      />
    </Stack>
  );
}
