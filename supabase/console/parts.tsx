// What the pages of the console share: calls, live data, tables, times and actions.

import {
  Alert,
  Anchor,
  Badge,
  Button,
  Code,
  Group,
  Loader,
  Paper,
  ScrollArea,
  Stack,
  Table,
  Text,
} from "@mantine/core";
import { Fragment, type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
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
const TIMINGS = { pollMs: POLL_MS, livePollMs: POLL_MS };

/** Call an RPC, until `request` is aborted; the page gives the type of its answer. */
export function ask<Answer>(
  client: ApiClient,
  name: string,
  body: object = {},
  request?: AbortController,
): Promise<Answer> {
  return call<never, Answer>(client, name as never, body as never, PATIENCE_MS, request);
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
    timings: TIMINGS,
  });
}

/** Every page of a list, kept current by polls: for lists that a release bounds. */
export function useWhole<T>(client: ApiClient, name: string): LiveView<readonly T[]> {
  return useLive<readonly T[]>(client, `all of ${name}`, {
    load: async (asked) => {
      const items: T[] = [];
      let after: string | null = null;
      do {
        const page: List<T> = await ask<List<T>>(asked, name, { page_size: 500, after });
        items.push(...page.items);
        after = page.next;
      } while (after !== null);
      return items;
    },
    topics: () => [],
    timings: TIMINGS,
  });
}

/** The parts of the address after `#/`; what is not well encoded stays as it is. */
export function useRoute(): readonly string[] {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const read = (): void => setHash(location.hash);
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
  return hash.replace(/^#\/?/, "").split("/").filter(Boolean).map(decoded);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
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
  /** `topic`: at least 16rem wide; `value`: at least 14rem; `clamped`: two lines. */
  readonly kind?: "topic" | "value" | "clamped";
}

interface RowsProps<T> {
  /** The name of the table, for those who do not see it. */
  label: string;
  rows: readonly T[];
  columns: readonly Column<T>[];
  keyOf: (row: T) => string | number;
  /** What stands there without a row. */
  empty: ReactNode;
  /** How many rows are shown before "more" is pressed; all without it. */
  first?: number;
}

/**
 * A table. On a phone a row is a card: its first cell is the heading, and each other cell has the
 * title of its column before it. The roles are written out, because other displays drop them.
 */
export function Rows<T>({ label, rows, columns, keyOf, empty, first = Infinity }: RowsProps<T>) {
  const [shown, setShown] = useState(first);
  if (rows.length === 0) return typeof empty === "string" ? <Text c="dimmed">{empty}</Text> : empty;
  const classOf = ({ isNumber = false, kind }: Column<T>): string =>
    isNumber ? "number" : (kind ?? "");
  return (
    <>
      <ScrollArea
        type="auto"
        offsetScrollbars="x"
        viewportProps={{ tabIndex: 0, role: "region", "aria-label": label }}
      >
        <Table role="table" aria-label={label} verticalSpacing={6} striped className="rows">
          <Table.Thead role="rowgroup">
            <Table.Tr role="row">
              {columns.map((column) => (
                <Table.Th
                  key={column.title}
                  role="columnheader"
                  scope="col"
                  className={classOf(column)}
                >
                  {column.title}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody role="rowgroup">
            {rows.slice(0, shown).map((row) => (
              <Table.Tr role="row" key={keyOf(row)}>
                {columns.map((column) => (
                  <Table.Td
                    key={column.title}
                    role="cell"
                    data-title={column.title}
                    className={classOf(column)}
                  >
                    <div className="cell">{column.cell(row)}</div>
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      {rows.length > shown && (
        <Group>
          <Button variant="default" size="xs" onClick={() => setShown(shown + first)}>
            {Math.min(first, rows.length - shown)} more of {rows.length}
          </Button>
        </Group>
      )}
    </>
  );
}

interface EmptyProps {
  /** That there is none. */
  words: string;
  /** What would stand here, and how to make one; a word in backticks is code. */
  hint: string;
}

/** What stands in place of a table without a row: what it is for, and what to do. */
export function Empty({ words, hint }: EmptyProps) {
  return (
    <Stack gap={4}>
      <Text>{words}</Text>
      <Text size="sm" c="dimmed">
        <Prose of={hint} />
      </Text>
    </Stack>
  );
}

/** A text; what stands in backticks is code. */
export function Prose({ of }: { of: string }) {
  return of
    .split("`")
    .map((part, place) => (place % 2 === 1 ? <Code key={place}>{part}</Code> : part));
}

/** The module that a name belongs to. */
export function moduleOf({ name }: { name: string }): string {
  return name.split(".", 1)[0] ?? name;
}

/** What has a name, by its module; core first. */
export function byModule<T extends { name: string }>(
  items: readonly T[],
): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = moduleOf(item);
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  const rank = (name: string): string => (name === "core" ? "" : name);
  return [...groups].sort(([a], [b]) => rank(a).localeCompare(rank(b)));
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** A topic or an id: it breaks at colons only, and a uuid is short, with the whole as its title. */
export function Name({ of }: { of: string | null }) {
  if (of === null) return <>–</>;
  const short = of.replace(UUID, (uuid) => `${uuid.slice(0, 8)}…`);
  return (
    <span className="name" title={of}>
      {short.split(":").map((part, place) => (
        <Fragment key={place}>
          {place > 0 && (
            <>
              :<wbr />
            </>
          )}
          {part}
        </Fragment>
      ))}
    </span>
  );
}

/** Bytes, in the unit that suits them. */
export function bytes(count: number): string {
  const unit = count >= 2 ** 30 ? "GiB" : count >= 2 ** 20 ? "MiB" : "kB";
  const size = { GiB: 2 ** 30, MiB: 2 ** 20, kB: 1_000 }[unit];
  return `${(count / size).toFixed(unit === "kB" ? 0 : 1)} ${unit}`;
}

/** A list of an RPC: its first page is kept current, older pages are loaded when asked for. */
export function Listed<T>(props: {
  client: ApiClient;
  name: string;
  body?: object;
  topics?: readonly string[];
  label: string;
  first?: number;
  columns:
    | readonly Column<T>[]
    | ((refresh: () => void, items: readonly T[], isNewest: boolean) => readonly Column<T>[]);
  keyOf: (row: T) => string | number;
  empty: ReactNode;
}) {
  const { client, name, body = {}, topics, label, columns, keyOf, empty } = props;
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const after = cursors.at(-1) ?? null;
  const view = useAnswer<List<T>>(client, name, { ...body, after }, topics);
  // The last page stays until the next one is there, and its buttons keep the focus.
  const [held, hold] = useState<{ page: List<T>; isNewest: boolean } | null>(null);
  if (view.data !== null && view.data !== held?.page) {
    hold({ page: view.data, isNewest: after === null });
  }
  const list = useRef<HTMLDivElement>(null);
  const isTurned = useRef(false);
  const turn = (to: readonly string[]): void => {
    isTurned.current = true;
    setCursors(to);
  };
  useEffect(() => {
    // The first page has no button for newer ones, and the last one none for older ones.
    if (isTurned.current) keepFocus(list.current?.querySelector('[role="region"]') ?? list.current);
    isTurned.current = false;
  }, [held]);
  return (
    <View view={{ ...view, data: held }}>
      {({ page: { items, next }, isNewest }) => (
        <Stack ref={list} aria-busy={view.data === null && view.error === null} tabIndex={-1}>
          <Rows
            {...{ label, keyOf, empty }}
            rows={items}
            columns={typeof columns === "function" ? columns(view.refresh, items, isNewest) : columns}
          />
          <Group>
            {(after !== null || !isNewest) && (
              <Button variant="default" size="xs" onClick={() => turn(cursors.slice(0, -1))}>
                Newer
              </Button>
            )}
            {next !== null && (
              <Button
                variant="default"
                size="xs"
                onClick={() => next !== after && turn([...cursors, next])}
              >
                Older
              </Button>
            )}
          </Group>
        </Stack>
      )}
    </View>
  );
}

const TONES: Readonly<Record<string, keyof typeof COLOURS>> = {
  ok: "good", holds: "good", succeeded: "good", delivered: "good", closed: "good", active: "good",
  warn: "warning", degraded: "warning", waiting: "warning", partial: "warning",
  half_open: "warning", pending: "warning", unknown: "warning", paused: "warning",
  cancelled: "quiet", ready: "quiet", queued: "quiet", off: "quiet", running: "busy",
};
const COLOURS = {
  good: "teal.7", warning: "yellow.5", bad: "red.8", quiet: "gray.6", busy: "blue.6",
};

/** A state in words, a colour and a shape: none of them alone. */
export function State({ of }: { of: string }) {
  const tone = TONES[of] ?? "bad";
  return (
    <Badge
      variant="dot"
      color={COLOURS[tone]}
      data-state={of}
      data-tone={tone}
      tt="none"
      radius="sm"
    >
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
  if (Number.isNaN(Date.parse(at))) return <>{at}</>;
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

/** How the last action went, how to act, and why it was refused; one action at a time. */
export function useAct(): [ReactNode, Act, string | null] {
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
  return [outcome, act, told === null || told.isDone ? null : told.words];
}

/** Focus an element if the one that had the focus is gone: the keyboard would begin at the top. */
function keepFocus(element: Element | null | undefined): void {
  if (document.activeElement === document.body && element instanceof HTMLElement) element.focus();
}

/**
 * A form that opens above a long list comes into view; its first field takes the focus. When it
 * closes, what opened it has the focus again, or else the heading of the page.
 */
export function useInView(): RefObject<HTMLDivElement | null> {
  const form = useRef<HTMLDivElement>(null);
  const [opener] = useState(() => document.activeElement);
  useEffect(() => {
    form.current?.scrollIntoView({ block: "center" });
    return () => keepFocus(opener?.isConnected ? opener : document.querySelector("main h1"));
  }, [opener]);
  return form;
}

/** A value of JSON, as text. */
export function Json({ of }: { of: unknown }) {
  return <code className="wrapped">{typeof of === "string" ? of : JSON.stringify(of)}</code>;
}
