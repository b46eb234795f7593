-- suppliers.monthly_finishes: how tasks ended in a month, by their lead time.
--
-- Sums of suppliers.finished_tasks for the months that suppliers.summed_months lists,
-- of all tasks, by supplier and by project: reports of all suppliers read these. The
-- lead time is part of the key, so that medians can be computed of any months.

create table suppliers.monthly_finishes (
    month_on date not null,
    kind text not null,
    group_id bigint not null,
    lead_days integer,
    finished integer not null,
    kept_first integer not null,
    kept_last integer not null,

    unique nulls not distinct (kind, month_on, group_id, lead_days),
    constraint monthly_finishes_kind_check
        check (kind in ('month', 'supplier', 'project'))
);

alter table suppliers.monthly_finishes enable row level security;

comment on table suppliers.monthly_finishes is
    'Finished tasks of whole months.';
comment on column suppliers.monthly_finishes.group_id is
    'Id of the supplier or the project; of a month its days since 1900-01-01.';
comment on column suppliers.monthly_finishes.lead_days is
    'Null: the tasks never started. Units: working days.';
