-- core.clock_marks: the latest time seen, used to detect a clock that was set back.
--
-- One row. A worker updates it every few seconds; core.recover_from_clock_rollback
-- reacts if the current time is behind it. Unlogged: after a crash of Postgres there is
-- no mark, and logic that uses a single row (buckets, ticks) does not need one.

create unlogged table core.clock_marks (
    is_only boolean primary key default true,
    seen_at timestamptz not null,
    settled_at timestamptz,
    went_back_at timestamptz,
    went_back_seconds numeric,

    constraint clock_marks_is_only_check
        check (is_only)
);

alter table core.clock_marks enable row level security;

comment on table core.clock_marks is
    'The latest time seen by a worker, and when the clock was last found set back.';
comment on column core.clock_marks.settled_at is
    'When times ahead of the clock were last corrected.';
comment on column core.clock_marks.went_back_seconds is
    'By how much the clock went back at went_back_at, in seconds.';
