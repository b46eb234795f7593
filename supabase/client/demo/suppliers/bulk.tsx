// A move of many due dates: what it would change, and how far it is.

import { type FormEvent, useState } from "react";
import type { ApiClient } from "../../index.ts";
import { ask, explain, number, OutcomeText, useOutcome } from "../parts.tsx";
import { type Bulk, plural, type Scope, shortDay, useOperation } from "./tasks.ts";

const PHASES = ["tooling", "samples", "production"];
const SHOWN = 6;
const RUNNING = new Set(["queued", "running"]);

interface BulkMoveProps {
  client: ApiClient;
  scope: Scope;
  onMoved: () => void;
}

export function BulkMove({ client, scope, onMoved }: BulkMoveProps) {
  const [preview, setPreview] = useState<Bulk | null>(null);
  const [operationId, setOperationId] = useState<number | null>(null);
  const [outcome, run] = useOutcome();
  const move = (form: HTMLFormElement, isDry: boolean): Promise<void> =>
    run(async () => {
      const given = new FormData(form);
      const phase = String(given.get("phase"));
      const bulk = await ask<"bulk_update_due_dates", Bulk>(client, "bulk_update_due_dates", {
        project_id: scope.projectId,
        shift_days: Number(given.get("days")),
        filter: {
          ...(given.has("everyone") ? {} : { supplier_id: scope.supplierId }),
          ...(phase === "" ? {} : { phase }),
        },
        reason: String(given.get("reason")),
        cause: "planning",
        dry_run: isDry,
        ...(isDry ? { page_size: SHOWN } : { idempotency_key: crypto.randomUUID() }),
      });
      setPreview(isDry ? bulk : null);
      if (isDry) return `Dry run: ${plural(bulk.total, "task")} would move; nothing has changed.`;
      setOperationId(bulk.operation_id);
      onMoved();
      return bulk.operation_id === null
        ? `Moved: ${plural(bulk.total, "task")}.`
        : `Started: operation ${bulk.operation_id} moves ${plural(bulk.total, "task")}.`;
    });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const isDry = submitter instanceof HTMLButtonElement && submitter.value === "dry";
    void move(event.currentTarget, isDry);
  };
  return (
    <form className="bulk" onSubmit={submit}>
      <h3>Move due dates</h3>
      <div className="fields">
        <label>
          Working days
          <input name="days" type="number" min={-1000} max={1000} defaultValue={5} required />
        </label>
        <label>
          Phase
          <select name="phase" defaultValue="">
            <option value="">all</option>
            {PHASES.map((phase) => (
              <option key={phase}>{phase}</option>
            ))}
          </select>
        </label>
        <label className="wide">
          Reason
          <input name="reason" defaultValue="The fair is a week later" maxLength={500} required />
        </label>
        <label className="check">
          <input name="everyone" type="checkbox" /> all suppliers of the project
        </label>
      </div>
      <div className="actions">
        <button value="dry">Dry run</button>
        <button className="main" value="move">
          Move
        </button>
      </div>
      <OutcomeText outcome={outcome} />
      {preview !== null && <Differences bulk={preview} />}
      {operationId !== null && <Progress key={operationId} client={client} id={operationId} />}
    </form>
  );
}

function Differences({ bulk: { items, total } }: { bulk: Bulk }) {
  return (
    <>
      <ul className="differences" aria-label="Differences">
        {items.map(({ task_id, code, before, after, errors }) => (
          <li key={task_id} data-task={code}>
            <span>{code}</span>
            <span>
              <del>{shortDay(before.due_on)}</del>{" "}
              {after === null ? errors[0]?.message : <ins>{shortDay(after.due_on)}</ins>}
            </span>
          </li>
        ))}
      </ul>
      {total > items.length && <small>and {number.format(total - items.length)} more</small>}
    </>
  );
}

function Progress({ client, id }: { client: ApiClient; id: number }) {
  const { data, error } = useOperation(client, id);
  const [outcome, run] = useOutcome();
  if (data === null) return error === null ? null : <p role="alert">{explain(error)}</p>;
  const { status, total, done, failed, skipped } = data;
  const cancel = (): Promise<void> =>
    run(async () => {
      await ask(client, "cancel_operation", { operation_id: id });
      return "The operation ends after its chunk.";
    });
  return (
    <div className="operation" data-status={status} data-done={done}>
      <progress aria-label={`Operation ${id}`} max={total} value={done + failed + skipped} />
      <span>
        {status}: {number.format(done)} of {number.format(total)} moved
        {failed > 0 && `, ${number.format(failed)} refused`}
        {skipped > 0 && `, ${number.format(skipped)} left out`}
      </span>
      {RUNNING.has(status) && (
        <button type="button" onClick={() => void cancel()}>
          Cancel
        </button>
      )}
      <OutcomeText outcome={outcome} />
    </div>
  );
}
