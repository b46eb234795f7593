-- core.alerts: one row for each time that a check crossed a threshold.

create table core.alerts (
    id bigint generated always as identity primary key,
    check_name text not null,
    status text not null,
    value numeric,
    unit text not null,
    detail text not null,
    opened_at timestamptz not null,
    seen_at timestamptz not null,
    cleared_at timestamptz,

    constraint alerts_status_check
        check (status in ('warn', 'fail')),
    constraint alerts_cleared_at_check
        check (cleared_at is null or cleared_at >= opened_at)
);

-- One open alert per check, even if two watchers see the same failure.
create unique index alerts_check_name_idx
    on core.alerts (check_name) where cleared_at is null;
-- The history of one check, newest first.
create index alerts_check_name_opened_at_idx
    on core.alerts (check_name, opened_at desc);

alter table core.alerts enable row level security;

comment on table core.alerts is
    'Alerts, opened and cleared once, each with an event.';
comment on column core.alerts.status is
    'The worst status that this alert has reached: warn or fail.';
comment on column core.alerts.seen_at is
    'When the check was last not ok.';
comment on column core.alerts.cleared_at is
    'When the check had been ok for core.alert_hold_seconds; null while it is open.';
