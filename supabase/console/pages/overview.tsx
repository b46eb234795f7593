// The overview: health, open alerts, and the invariants with the rows that violate them.

import {
  Accordion,
  Button,
  Card,
  Group,
  Progress,
  SimpleGrid,
  Stack,
  Text,
  Title,
} from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { explain, number } from "../../client/demo/parts.tsx";
import type { ApiClient } from "../../client/index.ts";
import {
  ask,
  byModule,
  type Column,
  type ConsolePage,
  Json,
  type List,
  Listed,
  Prose,
  Rows,
  State,
  useAnswer,
  View,
  When,
} from "../parts.tsx";

interface Check {
  name: string;
  status: "ok" | "warn" | "fail";
  value: number | null;
  unit: string;
  detail: string | null;
}

interface Checks {
  status: string;
  checks: readonly Check[];
}

interface Alarm {
  id: number;
  check_name: string;
  status: string;
  detail: string;
  opened_at: string;
  cleared_at: string | null;
}

interface Invariant {
  name: string;
  severity: string;
  repair: string;
}

interface Verdict {
  status: "holds" | "violated" | "unknown";
  violations: number | null;
  rows: readonly unknown[];
  fault: string | null;
}

type Verdicts = Readonly<Record<string, Verdict>>;

const ALERTS = ["core:alerts"];

export const page: ConsolePage = {
  title: "Overview",
  place: 1,
  Page: ({ client }) => (
    <>
      <Health client={client} />
      <Title order={2}>Alerts</Title>
      <Listed<Alarm>
        client={client}
        name="list_alerts"
        body={{ page_size: 20 }}
        topics={ALERTS}
        label="Alerts"
        empty="There was no alert."
        keyOf={({ id }) => id}
        columns={[
          { title: "Check", cell: (alarm) => alarm.check_name },
          { title: "Worst", cell: (alarm) => <State of={alarm.status} /> },
          { title: "What", cell: ({ detail }) => <Prose of={plain(detail)} /> },
          { title: "Opened", cell: (alarm) => <When at={alarm.opened_at} /> },
          {
            title: "Cleared",
            cell: ({ cleared_at }) =>
              cleared_at === null ? <State of="open" /> : <When at={cleared_at} />,
          },
        ]}
      />
      <Invariants client={client} />
    </>
  ),
};

function Health({ client }: { client: ApiClient }) {
  const view = useAnswer<Checks>(client, "health", {}, ALERTS);
  const [isWhole, setWhole] = useState(false);
  return (
    <View view={view}>
      {({ status, checks }) => {
        const of = (wanted: Check["status"]): number =>
          checks.filter((check) => check.status === wanted).length;
        const notable = checks.filter((check) => check.status !== "ok");
        return (
          <Stack>
            <SimpleGrid cols={{ base: 2, sm: 4 }}>
              <Figure name="Health" value={<State of={status} />} />
              <Figure name="Checks that are ok" value={of("ok")} />
              <Figure name="Checks that warn" value={of("warn")} />
              <Figure name="Checks that fail" value={of("fail")} />
            </SimpleGrid>
            <Group justify="space-between">
              <Title order={2}>Health checks</Title>
              <Button variant="default" size="xs" onClick={() => setWhole(!isWhole)}>
                {isWhole ? "Only those that are not ok" : "All checks"}
              </Button>
            </Group>
            <Rows
              label="Health checks"
              rows={isWhole ? checks : notable}
              keyOf={({ name }) => name}
              empty="Every check is ok."
              columns={[
                { title: "Check", cell: (check) => check.name },
                { title: "State", cell: (check) => <State of={check.status} /> },
                {
                  title: "Value",
                  isNumber: true,
                  cell: ({ value, unit }) => measured(value, unit),
                },
                { title: "Meaning and remedy", cell: ({ detail }) => <Prose of={plain(detail ?? "")} /> },
              ]}
            />
          </Stack>
        );
      }}
    </View>
  );
}

function Figure({ name, value }: { name: string; value: React.ReactNode }) {
  return (
    <Card withBorder padding="sm">
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text component="div" fw={600} size="lg">
        {value}
      </Text>
    </Card>
  );
}

/** The invariants run one after the other, when asked for: each reads whole tables. */
function Invariants({ client }: { client: ApiClient }) {
  const view = useAnswer<List<Invariant>>(client, "list_invariants");
  const [verdicts, setVerdicts] = useState<Verdicts>({});
  const [left, setLeft] = useState(0);
  const stop = useRef(() => {});
  // Without this the checks would go on when the page is left, and run twice when it is back.
  useEffect(() => () => stop.current(), []);
  const check = async (names: readonly string[]): Promise<void> => {
    let isStopped = false;
    // One for each: a request that takes too long is aborted too, and the next one goes on.
    let request = new AbortController();
    stop.current();
    stop.current = () => {
      isStopped = true;
      request.abort();
    };
    setLeft(names.length);
    for (const name of names) {
      request = new AbortController();
      const verdict = await ask<Verdict>(client, "check_invariant", { name }, request).catch(
        (error: unknown): Verdict => ({
          status: "unknown", violations: null, rows: [], fault: explain(error),
        }),
      );
      if (isStopped) return;
      setVerdicts((known) => ({ ...known, [name]: verdict }));
      setLeft((count) => count - 1);
    }
  };
  return (
    <View view={view}>
      {({ items }) => {
        const names = items.map(({ name }) => name);
        const known = Object.values(verdicts);
        const broken = known.filter(({ status }) => status !== "holds").length;
        return (
          <Stack>
            <Group justify="space-between">
              <Title order={2}>Invariants</Title>
              <Button size="xs" disabled={left > 0} onClick={() => void check(names)}>
                Check all {items.length}
              </Button>
            </Group>
            {left > 0 && (
              <Progress
                aria-label="Invariants checked"
                value={(100 * (names.length - left)) / names.length}
              />
            )}
            <Text role="status" aria-label="Outcome of the invariants">
              {known.length === 0
                ? "Not checked in this tab yet."
                : `${known.length} of ${names.length} checked: ${summed(known)}.`}
            </Text>
            {broken > 0 && (
              <Rows
                label="Invariants that do not hold"
                rows={items.filter(({ name }) => isBroken(verdicts[name]))}
                keyOf={({ name }) => name}
                empty=""
                columns={[
                  ...columnsOf(verdicts),
                  {
                    title: "Rows",
                    cell: (row) => <Offending {...row} verdict={verdicts[row.name]} />,
                  },
                ]}
              />
            )}
            <Accordion multiple order={3} variant="separated">
              {byModule(items).map(([module, rules]) => (
                <Accordion.Item key={module} value={module}>
                  <Accordion.Control>
                    {module} ({rules.length})
                  </Accordion.Control>
                  <Accordion.Panel>
                    <Rows
                      label={`Invariants of ${module}`}
                      rows={rules}
                      keyOf={({ name }) => name}
                      empty=""
                      columns={[
                        ...columnsOf(verdicts),
                        { title: "Remedy", cell: ({ repair }) => <Prose of={repair} /> },
                        {
                          title: "Check",
                          cell: ({ name }) => (
                            <Button
                              variant="default"
                              size="compact-xs"
                              aria-label={`Check ${name}`}
                              disabled={left > 0}
                              onClick={() => void check([name])}
                            >
                              Check
                            </Button>
                          ),
                        },
                      ]}
                    />
                  </Accordion.Panel>
                </Accordion.Item>
              ))}
            </Accordion>
          </Stack>
        );
      }}
    </View>
  );
}

/** How many do not hold, and of how many that is not known. */
function summed(verdicts: readonly Verdict[]): string {
  const count = (wanted: Verdict["status"]): number =>
    verdicts.filter(({ status }) => status === wanted).length;
  const words = [];
  if (count("violated") > 0) words.push(`${count("violated")} do not hold`);
  if (count("unknown") > 0) words.push(`${count("unknown")} gave no answer`);
  return words.join(", ") || "all hold";
}

function Outcome({ verdict }: { verdict: Verdict | undefined }) {
  return verdict === undefined ? "not checked" : <State of={verdict.status} />;
}

function Offending({ repair, verdict }: Invariant & { verdict: Verdict | undefined }) {
  if (verdict === undefined || verdict.status === "holds") return "";
  return (
    <Stack gap={4}>
      <Text size="sm">
        <Prose of={verdict.fault ?? `${measured(verdict.violations, "rows")}. ${repair}`} />
      </Text>
      {verdict.rows.map((row, place) => (
        <Json key={place} of={row} />
      ))}
    </Stack>
  );
}

function columnsOf(verdicts: Verdicts): readonly Column<Invariant>[] {
  return [
    { title: "Invariant", cell: ({ name }) => name },
    { title: "State", cell: ({ name }) => <Outcome verdict={verdicts[name]} /> },
  ];
}

function isBroken(verdict: Verdict | undefined): boolean {
  return verdict !== undefined && verdict.status !== "holds";
}

/** Times in a text without parts of a second. */
function plain(detail: string): string {
  return detail.replace(/(:\d\d)\.\d+/g, "$1");
}

/** A value with its unit: at most three digits after the point, and one is not many. */
function measured(value: number | null, unit: string): string {
  if (value === null) return "–";
  const rounded = Math.round(value * 1_000) / 1_000;
  const word =
    rounded === 1 ? unit.replace(/ies$/, "y").replace(/(?<=[a-z]{3})s$/, "") : unit;
  return `${number.format(rounded)} ${word}`;
}
