// What the page of suppliers asks the API for, and how it says it.

import type { ApiClient } from "../../index.ts";
import { type LiveView, useLive } from "../../use_live.ts";
import { ask, number } from "../parts.tsx";

/** A supplier in a project: what the page shows. */
export interface Scope {
  readonly projectId: number;
  readonly name: string;
  readonly supplierId: number;
  readonly supplierProjectId: number;
  readonly openTasks: number;
}

export interface Task {
  readonly task_id: number;
  readonly code: string;
  readonly title: string;
  readonly phase: string | null;
  readonly status: string;
  readonly start_on: string;
  readonly due_on: string;
  readonly planned_due_on: string;
}

interface Status {
  readonly code: string;
  readonly is_final: boolean;
  readonly is_paused: boolean;
}

interface Transition {
  readonly from_status: string;
  readonly to_status: string;
  readonly roles: readonly string[];
  readonly required_fields: readonly string[];
}

export interface Rules {
  readonly statuses: readonly Status[];
  readonly transitions: readonly Transition[];
}

export interface Board {
  readonly tasks: readonly Task[];
  readonly ready: ReadonlySet<number>;
  readonly rules: Rules;
}

interface Step {
  readonly task_id: number;
  readonly code: string;
  readonly status: string;
  readonly start_on: string;
  readonly end_on: string;
  readonly slack_days: number;
}

export interface Forecast {
  readonly supplier_project_id: number;
  readonly supplier_id: number;
  readonly open_tasks: number;
  readonly promised_end_on: string;
  readonly forecast_end_on: string;
  readonly delay_days: number;
  readonly path: readonly Step[];
}

export interface CriticalPath {
  readonly today: string;
  readonly suppliers: readonly Forecast[];
  readonly tasks?: readonly Step[];
}

export interface Difference {
  readonly task_id: number;
  readonly code: string;
  readonly before: { readonly due_on: string };
  readonly after: { readonly due_on: string } | null;
  readonly errors: readonly { readonly message: string }[];
}

export interface Bulk {
  readonly items: readonly Difference[];
  readonly total: number;
  readonly operation_id: number | null;
}

export interface Operation {
  readonly status: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface Notification {
  readonly id: number;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface Page<Item> {
  readonly items: readonly Item[];
}

const MOST = 500;

const DAY = { day: "numeric", month: "short", timeZone: "UTC" } as const;
const day = new Intl.DateTimeFormat("en", DAY);
const dayOfYear = new Intl.DateTimeFormat("en", { ...DAY, year: "numeric" });

export function shortDay(on: string): string {
  return day.format(new Date(on));
}

export function longDay(on: string): string {
  return dayOfYear.format(new Date(on));
}

export function plural(count: number, word: string): string {
  return `${number.format(count)} ${word}${count === 1 ? "" : "s"}`;
}

export function topicOf({ supplierProjectId }: Scope): string {
  return `suppliers:tasks:${supplierProjectId}`;
}

/** The projects that the supplier works for, with the row that its tasks belong to. */
export async function readScopes(client: ApiClient): Promise<readonly Scope[]> {
  const { items } = await ask<"list_projects", Page<{ id: number; name: string }>>(
    client,
    "list_projects",
    {},
  );
  const scopes = await Promise.all(
    items.map(async ({ id, name }) => {
      const { suppliers } = await ask<"critical_path", CriticalPath>(client, "critical_path", {
        project_id: id,
      });
      return suppliers.slice(0, 1).map((own) => ({
        projectId: id,
        name,
        supplierId: own.supplier_id,
        supplierProjectId: own.supplier_project_id,
        openTasks: own.open_tasks,
      }));
    }),
  );
  return scopes.flat();
}

export function useBoard(client: ApiClient, scope: Scope): LiveView<Board> {
  return useLive(client, `board:${scope.supplierProjectId}`, {
    load: async (asked) => {
      const own = { project_id: scope.projectId, page_size: MOST };
      const [tasks, ready, rules] = await Promise.all([
        ask<"list_tasks", Page<Task>>(asked, "list_tasks", {
          ...own,
          supplier_id: scope.supplierId,
        }),
        ask<"list_ready_tasks", Page<Task>>(asked, "list_ready_tasks", own),
        ask<"list_task_transitions", Rules>(asked, "list_task_transitions", {}),
      ]);
      const ids = new Set(ready.items.map(({ task_id }) => task_id));
      return { tasks: tasks.items, ready: ids, rules };
    },
    topics: () => [topicOf(scope)],
  });
}

export function usePath(client: ApiClient, scope: Scope): LiveView<CriticalPath> {
  return useLive(client, `path:${scope.supplierProjectId}`, {
    load: (asked) =>
      ask<"critical_path", CriticalPath>(asked, "critical_path", {
        project_id: scope.projectId,
        supplier_id: scope.supplierId,
      }),
    topics: () => [topicOf(scope)],
  });
}

export function useOperation(client: ApiClient, id: number): LiveView<Operation> {
  return useLive(client, `operation:${id}`, {
    load: (asked) =>
      ask<"get_operation", Operation>(asked, "get_operation", { operation_id: id }),
    topics: () => [`suppliers:operation:${id}`],
  });
}

export function useNotifications(
  client: ApiClient,
  user: unknown,
): LiveView<Page<Notification>> {
  return useLive(client, "notifications", {
    load: (asked) =>
      ask<"list_notifications", Page<Notification>>(asked, "list_notifications", {
        page_size: 3,
      }),
    topics: () => [`core:notifications:${user}`],
  });
}
