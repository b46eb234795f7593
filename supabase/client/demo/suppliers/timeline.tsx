// When the tasks of a supplier begin and end, and which of them decide when all is done.

import type { LiveView } from "../../use_live.ts";
import { explain } from "../parts.tsx";
import { type CriticalPath, longDay, plural, shortDay } from "./tasks.ts";

const DAY_MS = 86_400_000;

export function Timeline({ view: { data, error } }: { view: LiveView<CriticalPath> }) {
  const forecast = data?.suppliers[0];
  if (data === null || forecast === undefined) {
    return <p>{error === null ? "No open tasks" : explain(error)}</p>;
  }
  const { delay_days: late } = forecast;
  const delay = late > 0 ? plural(late, "working day") : "none";
  const critical = new Set(forecast.path.map(({ task_id }) => task_id));
  const tasks = (data.tasks ?? [])
    .filter(({ task_id, status }) => status !== "done" || critical.has(task_id))
    .sort((a, b) => a.start_on.localeCompare(b.start_on) || a.end_on.localeCompare(b.end_on));
  const starts = tasks.map(({ start_on }) => dayOf(start_on));
  const ends = tasks.map(({ end_on }) => dayOf(end_on) + 1);
  const from = Math.min(...starts, dayOf(data.today));
  const until = Math.max(...ends, dayOf(data.today) + 1);
  const place = (days: number): string => `${((days - from) / (until - from)) * 100}%`;
  return (
    <>
      <dl className="figures">
        <Figure name="Promised first" figure={shortDay(forecast.promised_end_on)} />
        <Figure
          name="Forecast end"
          figure={shortDay(forecast.forecast_end_on)}
          isLate={late > 0}
        />
        <Figure name="Delay" figure={delay} />
        <Figure name="Critical path" figure={plural(forecast.path.length, "task")} />
      </dl>
      <ol className="timeline" tabIndex={0} aria-label="Timeline">
        {tasks.map(({ task_id, code, status, start_on, end_on, slack_days }) => (
          <li key={task_id} data-task={code} data-critical={critical.has(task_id)}>
            <span>{code}</span>
            <svg role="img" data-status={status} width="100%" height="14">
              <title>
                {`${shortDay(start_on)} to ${shortDay(end_on)}, ${status.replace("_", " ")}, ` +
                  (critical.has(task_id)
                    ? "on the critical path"
                    : `slack ${plural(slack_days, "day")}`)}
              </title>
              <rect
                x={place(dayOf(start_on))}
                width={`${((dayOf(end_on) + 1 - dayOf(start_on)) / (until - from)) * 100}%`}
                y="2"
                height="10"
                rx="2"
              />
              <line
                x1={place(dayOf(data.today))}
                x2={place(dayOf(data.today))}
                y1="0"
                y2="14"
              />
            </svg>
          </li>
        ))}
      </ol>
      <p className="axis">
        <small>{longDay(isoOf(from))}</small>
        <small>{longDay(isoOf(until - 1))}</small>
      </p>
      <small>Open tasks and the critical path; the line is today.</small>
    </>
  );
}

function Figure({ name, figure, isLate = false }: { name: string; figure: string; isLate?: boolean }) {
  return (
    <div data-late={isLate}>
      <dt>{name}</dt>
      <dd>{figure}</dd>
    </div>
  );
}

/** Days since 1970. */
function dayOf(on: string): number {
  return Date.parse(on) / DAY_MS;
}

function isoOf(days: number): string {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}
