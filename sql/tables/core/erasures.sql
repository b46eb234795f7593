-- core.erasures: whose data was erased, when, by whom and why.
--
-- The key of the person is kept until the job has run. Its hash stays: who knows the
-- key finds out whether the person was erased, and no other learns the key.

create table core.erasures (
    id bigint generated always as identity primary key,
    person_kind text not null,
    person_key text,
    person_sha256 bytea not null,
    reason text not null,
    is_dry_run boolean not null,
    status text not null default 'pending',
    erased jsonb,
    detail text,
    requested_at timestamptz not null,
    requested_by uuid,
    finished_at timestamptz,

    constraint erasures_status_check
        check (
            status in ('pending', 'done', 'refused')
            and (status = 'pending') = (finished_at is null)
            and (status = 'pending') = (person_key is not null)
            and (status = 'done') = (erased is not null)
        ),
    constraint erasures_reason_check
        check (length(reason) between 1 and 500)
);

-- Serves: one erasure of a person at a time.
create unique index erasures_person_kind_person_key_is_dry_run_idx
    on core.erasures (person_kind, person_key, is_dry_run)
    where status = 'pending';

alter table core.erasures enable row level security;

comment on table core.erasures is
    'Erasures of persons, and what each erased; core.erase_person writes it.';
comment on column core.erasures.person_sha256 is
    'SHA-256 over <kind>:<key>.';
comment on column core.erasures.erased is
    'How many rows of each table, {table: rows}; of a dry run: how many there were.';
comment on column core.erasures.detail is
    'Why it was refused.';
