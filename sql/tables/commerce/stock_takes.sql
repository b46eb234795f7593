-- commerce.stock_takes: counts of a location, whose corrections another user approves.

create table commerce.stock_takes (
    id bigint generated always as identity primary key,
    location_id bigint not null references commerce.locations (id) on delete restrict,
    status text not null default 'counting',
    opened_by uuid,
    opened_at timestamptz not null,
    submitted_by uuid,
    submitted_at timestamptz,
    decided_by uuid,
    decided_at timestamptz,
    reason text,

    constraint stock_takes_status_check
        check (status in ('counting', 'submitted', 'approved', 'rejected')),
    constraint stock_takes_submitted_at_check
        check ((submitted_at is null) = (status = 'counting')),
    constraint stock_takes_decided_at_check
        check ((decided_at is null) = (status in ('counting', 'submitted'))),
    constraint stock_takes_decided_by_check
        check (decided_by <> submitted_by),
    constraint stock_takes_reason_check
        check (length(reason) <= 500)
);

-- At most one count of a location is undecided.
create unique index stock_takes_location_id_idx
    on commerce.stock_takes (location_id) where status in ('counting', 'submitted');
-- Serves: list_stock_takes of a location; covers the foreign key.
create index stock_takes_location_id_id_idx on commerce.stock_takes (location_id, id);

alter table commerce.stock_takes enable row level security;

comment on table commerce.stock_takes is
    'Counts: counting, submitted, then approved by another user, or rejected.';
comment on column commerce.stock_takes.reason is
    'Why it was rejected.';
