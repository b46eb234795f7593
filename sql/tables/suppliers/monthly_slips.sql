-- suppliers.monthly_slips: by how much due dates slipped in a month, by cause.
--
-- Sums of suppliers.daily_slips; see suppliers.monthly_finishes.

create table suppliers.monthly_slips (
    month_on date not null,
    kind text not null,
    group_id bigint not null,
    cause text not null,
    slips integer not null,
    slip_days integer not null,

    primary key (kind, month_on, group_id, cause),
    constraint monthly_slips_kind_check
        check (kind in ('month', 'supplier', 'project'))
);

alter table suppliers.monthly_slips enable row level security;

comment on table suppliers.monthly_slips is
    'Slips of whole months.';
comment on column suppliers.monthly_slips.group_id is
    'Id of the supplier or the project; of a month its days since 1900-01-01.';
comment on column suppliers.monthly_slips.slip_days is 'Units: working days.';
