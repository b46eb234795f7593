// The history of any row of an audited table, and the proof of one entry.

import { Button, Card, Code, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { ApiClient } from "../../client/index.ts";
import { ask, type ConsolePage, Json, Listed, useAct, When } from "../parts.tsx";

interface Entry {
  id: number;
  changed_at: string;
  operation: string;
  old_values: Readonly<Record<string, unknown>> | null;
  actor_id: string | null;
  role: string;
  reason: string | null;
}

interface Proof {
  entry_id: number;
  seal_id: number;
  place: number;
  entries: number;
  root: string;
  is_included: boolean;
}

interface Row {
  table_name: string;
  row_id: string;
}

export const page: ConsolePage = {
  title: "Audit",
  place: 13,
  Page: ({ client, rest: [table_name, row_id] }) => (
    <Audit
      key={`${table_name} ${row_id}`}
      client={client}
      given={table_name !== undefined && row_id !== undefined ? { table_name, row_id } : null}
    />
  ),
};

function Audit({ client, given: first }: { client: ApiClient; given: Row | null }) {
  const [row, setRow] = useState<Row | null>(first);
  const [proof, setProof] = useState<Proof | null>(null);
  const [outcome, act] = useAct();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = (name: string): string => String(form.get(name)).trim();
    setProof(null);
    setRow({ table_name: given("table_name"), row_id: given("row_id") });
  };
  const prove = (entry_id: number) => async (): Promise<string> => {
    setProof(null);
    const found = await ask<Proof>(client, "prove_audit_entry", { entry_id });
    setProof(found);
    return found.is_included
      ? `Entry ${entry_id} is in seal ${found.seal_id} as it was written.`
      : `Entry ${entry_id} is not what seal ${found.seal_id} sealed: it was tampered with.`;
  };
  return (
    <Stack>
      <form onSubmit={submit}>
        <Group align="end">
          <TextInput
            name="table_name"
            label="Table"
            placeholder="core.settings"
            defaultValue={first?.table_name}
            required
          />
          <TextInput
            name="row_id"
            label="Key of the row"
            defaultValue={first?.row_id}
            required
          />
          <Button type="submit">Show its history</Button>
        </Group>
      </form>
      {outcome}
      {proof !== null && (
        <Card withBorder component="section" aria-label="Proof">
          <Title order={2}>Proof of entry {proof.entry_id}</Title>
          <Text>
            Entry {proof.place} of the {proof.entries} of seal {proof.seal_id}, whose root is{" "}
            <Code className="wrapped">{proof.root}</Code>
          </Text>
        </Card>
      )}
      {row !== null && (
        <Listed<Entry>
          key={JSON.stringify(row)}
          client={client}
          name="list_history"
          body={row}
          label="History"
          empty="The row was never changed, or its history is past retention."
          keyOf={({ id }) => id}
          columns={(_, items, isNewest) => [
            { title: "Entry", cell: ({ id }) => id },
            { title: "When", cell: ({ changed_at }) => <When at={changed_at} /> },
            { title: "What", cell: ({ operation }) => operation },
            { title: "Who", cell: ({ actor_id, role }) => actor_id ?? role },
            { title: "Why", cell: ({ reason }) => reason },
            { title: "Before", cell: ({ old_values }) => <Json of={old_values} /> },
            { title: "After", cell: (entry) => <After {...{ entry, items, isNewest }} /> },
            {
              title: "Proof",
              cell: ({ id }) => (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Prove entry ${id}`}
                  onClick={() => act(prove(id))}
                >
                  Prove
                </Button>
              ),
            },
          ]}
        />
      )}
    </Stack>
  );
}

interface AfterProps {
  entry: Entry;
  items: readonly Entry[];
  /** Whether these are the newest entries of the row. */
  isNewest: boolean;
}

/**
 * What the entry made of the fields that it changed. An entry keeps old values only, so the new
 * ones are the old ones of the next entry that changed the same field. Of a row that was inserted
 * these are all that is known. What no later entry here has changed, the row has still, if these
 * are the newest entries; an older page does not show the entries that follow it.
 */
function After({ entry, items, isNewest }: AfterProps) {
  const operation = entry.operation.toLowerCase();
  if (operation === "delete") return "deleted";
  const later = items.slice(0, items.indexOf(entry)).reverse();
  const isInserted = operation === "insert";
  const source = isInserted ? later : [entry];
  const fields = [...new Set(source.flatMap(({ old_values }) => Object.keys(old_values ?? {})))];
  const known = fields.flatMap((field) => {
    const next = later.find(({ old_values }) => old_values !== null && field in old_values);
    return next === undefined ? [] : [[field, next.old_values?.[field]] as const];
  });
  const rest = isNewest ? "as it is now" : "see the newer entries";
  if (known.length === 0) return rest;
  const isWhole = !isInserted && known.length === fields.length;
  return (
    <>
      <Json of={Object.fromEntries(known)} />
      {!isWhole && <Text size="xs">the rest: {rest}</Text>}
    </>
  );
}
