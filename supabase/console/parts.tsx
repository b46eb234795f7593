// What the pages of the console share: calls, live data, tables, times and actions.

import {
  Alert,
  Anchor,
  Badge,
  Button,
  Group,
  Loader,
  Paper,
  ScrollArea,
  Table,
  Text,
} from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { explain } from "../client/demo/parts.tsx";
import type { ApiClient } from "../client/index.ts";
import { call } from "../client/rpc.ts";
import { type LiveView, useLive } from "../client/use_live.ts";

export interface PageProps {
  readonly client: ApiClient;
  /** The modules that are chosen. */
  readonly modules: readonly string[];
  /** What follows the page's name in the address: `#/jobs/12` gives ["12"]. */
  readonly rest: readonly string[];
}

export interface ConsolePage {
  readonly title: string;
  /** The order of the pages. */
  readonly place: number;
  /** Shown only where one of these modules is chosen. */
  readonly needs?: readonly string[];
  readonly Page: (props: PageProps) => ReactNode;
}

export type Pages = Readonly<Record<string, ConsolePage>>;

/** A page of a list, as every list of the API answers it. */
export interface List<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

const PATIENCE_MS = 30_000;
const POLL_MS = 4_000;

/** Call an RPC; the page gives the type of its answer. */
export function ask<Answer>(client: ApiClient, name: string, body: object = {}): Promise<Answer> {
  return call<never, Answer>(client, name as never, body as never, PATIENCE_MS);
}

/**
 * The answer of an RPC, kept current by polls; at once where a message on a topic says so. A
 * topic says only what is worth an alarm, so the polls go on beside it.
 */
export function useAnswer<Answer>(
  client: ApiClient,
  name: string,
  body: object = {},
  topics: readonly string[] = [],
): LiveView<Answer> {
  return useLive<Answer>(client, `${name} ${JSON.stringify(body)}`, {
    load: (asked) => ask<Answer>(asked, name, body),
    topics: () => topics,
    timings: { pollMs: POLL_MS, livePollMs: POLL_MS, spreadMs: 0 },
  });
}

/** The parts of the address after `#/`. */
export function useRoute(): readonly string[] {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const read = (): void => setHash(location.hash);
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
  return hash.replace(/^#\/?/, "").split("/").filter(Boolean).map(decodeURIComponent);
}

interface ViewProps<T> {
  view: LiveView<T>;
  children: (data: T) => ReactNode;
}

/** What a view has: its data below, or why there is none. */
export function View<T>({ view, children }: ViewProps<T>) {
  return (
    <>
      {view.error !== null && (
        <Alert color="red" variant="outline" role="alert" title="The last request failed">
          {explain(view.error)}
        </Alert>
      )}
      {view.data !== null ? children(view.data) : view.error === null && <Waiting />}
    </>
  );
}

function Waiting() {
  return (
    <Group role="status">
      <Loader size="sm" /> Loading
    </Group>
  );
}

export interface Column<T> {
  readonly title: string;
  readonly cell: (row: T) => ReactNode;
  readonly isNumber?: boolean;
}

interface RowsProps<T> {
  /** The name of the table, for those who do not see it. */
  label: string;
  rows: readonly T[];
  columns: readonly Column<T>[];
  keyOf: (row: T) => string | number;
  /** What stands there without a row. */
  empty: string;
}

/** A table; on a phone it scrolls by itself, also by the keyboard. */
export function Rows<T>({ label, rows, columns, keyOf, empty }: RowsProps<T>) {
  if (rows.length === 0) return <Text c="dimmed">{empty}</Text>;
  const classOf = ({ isNumber = false }: Column<T>): string => (isNumber ? "number" : "");
  return (
    <ScrollArea
      type="auto"
      offsetScrollbars="x"
      viewportProps={{ tabIndex: 0, role: "region", "aria-label": label }}
    >
      <Table aria-label={label} verticalSpacing={6} striped>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column.title} scope="col" className={classOf(column)}>
                {column.title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={keyOf(row)}>
              {columns.map((column) => (
                <Table.Td key={column.title} className={classOf(column)}>
                  {column.cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

/** A list of an RPC: its first page is kept current, older pages are loaded when asked for. */
export function Listed<T>(props: {
  client: ApiClient;
  name: string;
  body?: object;
  topics?: readonly string[];
  label: string;
  columns: readonly Column<T>[] | ((refresh: () => void) => readonly Column<T>[]);
  keyOf: (row: T) => string | number;
  empty: string;
}) {
  const { client, name, body = {}, topics, label, columns, keyOf, empty } = props;
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const after = cursors.at(-1) ?? null;
  const view = useAnswer<List<T>>(client, name, { ...body, after }, topics);
  return (
    <View view={view}>
      {({ items, next }) => (
        <>
          <Rows
            {...{ label, keyOf, empty }}
            rows={items}
            columns={typeof columns === "function" ? columns(view.refresh) : columns}
          />
          <Group>
            {after !== null && (
              <Button variant="default" size="xs" onClick={() => setCursors(cursors.slice(0, -1))}>
                Newer
              </Button>
            )}
            {next !== null && (
              <Button variant="default" size="xs" onClick={() => setCursors([...cursors, next])}>
                Older
              </Button>
            )}
          </Group>
        </>
      )}
    </View>
  );
}

const COLOURS: Readonly<Record<string, string>> = {
  ok: "teal", holds: "teal", succeeded: "teal", delivered: "teal", closed: "teal", active: "teal",
  warn: "yellow", degraded: "yellow", waiting: "yellow", partial: "yellow", half_open: "yellow",
  pending: "yellow", unknown: "yellow", paused: "yellow", cancelled: "gray", ready: "gray",
  queued: "gray", running: "blue",
};

/** A state in words and colour: neither alone. */
export function State({ of }: { of: string }) {
  return (
    <Badge variant="dot" color={COLOURS[of] ?? "red"} data-state={of} tt="none" radius="sm">
      {of}
    </Badge>
  );
}

const UNITS = [
  [86_400, "day"], [3_600, "hour"], [60, "minute"], [1, "second"],
] as const;
const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** How long ago or ahead a time is; the time itself is its title. */
export function When({ at }: { at: string | null | undefined }) {
  if (at == null) return <>–</>;
  if (at === "infinity") return <>until resumed</>;
  const seconds = (Date.parse(at) - Date.now()) / 1000;
  const [size, unit] = UNITS.find(([least]) => Math.abs(seconds) >= least) ?? [1, "second"];
  return (
    <time dateTime={at} title={at}>
      {RELATIVE.format(Math.round(seconds / size), unit)}
    </time>
  );
}

/** A link within the console. */
export function Go({ to, children }: { to: string; children: ReactNode }) {
  return <Anchor href={`#/${to}`}>{children}</Anchor>;
}

/** Do something, which says what it did; then whatever shows it is loaded again. */
export type Act = (action: () => Promise<string>, refresh?: () => void) => void;

/** How the last action went, and how to act; one action at a time. */
export function useAct(): [ReactNode, Act] {
  const [told, setTold] = useState<{ isDone: boolean; words: string } | null>(null);
  const isBusy = useRef(false);
  const act: Act = (action, refresh) => {
    if (isBusy.current) return;
    isBusy.current = true;
    action()
      .then(
        (words) => setTold({ isDone: true, words }),
        (error: unknown) => setTold({ isDone: false, words: `Refused. ${explain(error)}` }),
      )
      .finally(() => {
        isBusy.current = false;
        refresh?.();
      });
  };
  const outcome = (
    <div role="status" data-outcome={told === null ? undefined : told.isDone ? "done" : "refused"}>
      {told !== null && (
        <Paper withBorder p="xs" className="outcome">
          {told.words}
        </Paper>
      )}
    </div>
  );
  return [outcome, act];
}

/** A value of JSON, as text. */
export function Json({ of }: { of: unknown }) {
  return <code className="wrapped">{typeof of === "string" ? of : JSON.stringify(of)}</code>;
}
