-- core.job_sleepers: workers that sleep now and want to be woken by a NOTIFY.
--
-- NOTIFY takes a lock of the whole database at commit, so writers ring only when
-- somebody is in here. Unlogged: after a crash nobody sleeps. A killed sleeper's row
-- stops counting at expires_at.

create unlogged table core.job_sleepers (
    worker uuid primary key,
    bells text[] not null,
    expires_at timestamptz not null
);

alter table core.job_sleepers enable row level security;
grant select on core.job_sleepers to service_role, app_worker, app_reader;

comment on table core.job_sleepers is
    'Sleeping workers; enqueue and emit ring channel core:jobs only for them.';
comment on column core.job_sleepers.bells is
    'Queues to be woken for, and @events for the log of events.';
comment on column core.job_sleepers.expires_at is
    'In real time: a sleeper wakes by itself before, and says so again.';
