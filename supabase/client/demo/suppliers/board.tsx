// The tasks of a supplier by status, with the next steps that a role may take.

import { useState } from "react";
import type { ApiClient } from "../../index.ts";
import type { LiveView } from "../../use_live.ts";
import { ask, explain, number, OutcomeText, useOutcome } from "../parts.tsx";
import { type Board, plural, shortDay, type Task } from "./tasks.ts";

const SHOWN = 4;

interface ColumnsProps {
  client: ApiClient;
  role: "supplier" | "project_manager";
  statuses: readonly string[];
  view: LiveView<Board>;
}

export function Columns({ client, role, statuses, view: { data, error } }: ColumnsProps) {
  const [note, setNote] = useState("");
  const [outcome, run] = useOutcome();
  if (data === null) return <p>{error === null ? "Loading" : explain(error)}</p>;
  const move = (task: Task, status: string): Promise<void> =>
    run(async () => {
      await ask(client, "update_task_status", {
        task_id: task.task_id,
        status,
        ...(note.trim() === "" ? {} : { note: note.trim() }),
      });
      setNote("");
      return `${task.title} is ${words(status)}.`;
    });
  return (
    <>
      <div className="note">
        <label>
          Note for the next step
          <input
            value={note}
            placeholder="Some steps need one"
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        <OutcomeText outcome={outcome} />
      </div>
      <div className="board">
        {statuses.map((status) => (
          <Column key={status} {...{ board: data, role, status, move }} />
        ))}
      </div>
    </>
  );
}

interface ColumnProps {
  board: Board;
  role: string;
  status: string;
  move: (task: Task, status: string) => Promise<void>;
}

function Column({ board, role, status, move }: ColumnProps) {
  const tasks = board.tasks.filter((task) => task.status === status).sort(first(board));
  return (
    <div className="column" role="group" aria-label={words(status)} data-status={status}>
      <h3>
        {words(status)} <small>{number.format(tasks.length)}</small>
      </h3>
      <ul>
        {tasks.slice(0, SHOWN).map((task) => (
          <Card key={task.task_id} {...{ board, role, task, move }} />
        ))}
      </ul>
      {tasks.length > SHOWN && <small>and {number.format(tasks.length - SHOWN)} more</small>}
    </div>
  );
}

interface CardProps {
  board: Board;
  role: string;
  task: Task;
  move: (task: Task, status: string) => Promise<void>;
}

function Card({ board: { ready, rules }, role, task, move }: CardProps) {
  const next = rules.transitions.filter(
    ({ from_status, roles }) => from_status === task.status && roles.includes(role),
  );
  const { is_final, is_paused } = rules.statuses.find(({ code }) => code === task.status) ?? {};
  const today = new Date().toISOString().slice(0, 10);
  const isLate = task.due_on < today && is_final !== true && is_paused !== true;
  return (
    <li data-task={task.code} data-late={isLate}>
      <b title={task.title}>{task.title}</b>
      <span>
        {isLate ? "was due" : "due"} <time dateTime={task.due_on}>{shortDay(task.due_on)}</time>
        {ready.has(task.task_id) && <em>ready</em>}
      </span>
      {task.due_on !== task.planned_due_on && (
        <small>first promised {shortDay(task.planned_due_on)}</small>
      )}
      {next.length > 0 && (
        <select
          aria-label={`Next step of ${task.code}`}
          value=""
          onChange={(event) => void move(task, event.target.value)}
        >
          <option value="">Next step…</option>
          {next.map(({ to_status, required_fields }) => (
            <option key={to_status} value={to_status}>
              {words(to_status)}
              {required_fields.includes("note") && " (with a note)"}
            </option>
          ))}
        </select>
      )}
    </li>
  );
}

/** What may start comes first, then what is due first; what is finished, the latest first. */
function first({ ready, rules }: Board): (a: Task, b: Task) => number {
  const finals = new Set(rules.statuses.filter((one) => one.is_final).map(({ code }) => code));
  return (a, b) => {
    const direction = finals.has(a.status) ? -1 : 1;
    return (
      Number(ready.has(b.task_id)) - Number(ready.has(a.task_id)) ||
      direction * a.due_on.localeCompare(b.due_on) ||
      a.task_id - b.task_id
    );
  };
}

function words(status: string): string {
  return status.replace("_", " ");
}

export function Counted({ board: { tasks, rules } }: { board: Board }) {
  const finals = new Set(rules.statuses.filter((one) => one.is_final).map(({ code }) => code));
  const open = tasks.filter(({ status }) => !finals.has(status)).length;
  return (
    <small>
      {plural(tasks.length, "task")}, {number.format(open)} open
    </small>
  );
}
