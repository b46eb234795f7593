-- suppliers.digests: what was to do for a user, once for each of the user's days.
--
-- The unique key is what makes a digest happen once, whatever is repeated. A day on
-- which nothing was to do has a digest too, without a notice.

create table suppliers.digests (
    id bigint generated always as identity primary key,
    user_id uuid not null,
    digest_on date not null,
    timezone text not null,
    counts jsonb not null,
    tasks jsonb not null,
    made_at timestamptz not null,

    unique (user_id, digest_on),
    constraint digests_timezone_check
        check (length(timezone) between 1 and 100),
    constraint digests_counts_check
        check (jsonb_typeof(counts) = 'object'),
    constraint digests_tasks_check
        check (jsonb_typeof(tasks) = 'object')
);

-- Serves: list_digests.
create index digests_user_id_id_idx on suppliers.digests (user_id, id);
-- Serves: retention.
create index digests_made_at_idx on suppliers.digests (made_at);

alter table suppliers.digests enable row level security;

comment on table suppliers.digests is
    'Digests of users as they were sent. Retention: policy suppliers.digests.';
comment on column suppliers.digests.digest_on is
    'The day of the user, in the time zone.';
comment on column suppliers.digests.counts is
    '{due_soon, overdue, blocked, assigned}: how many tasks.';
comment on column suppliers.digests.tasks is
    '{due_soon, overdue, blocked, assigned}: the first tasks of each.';
