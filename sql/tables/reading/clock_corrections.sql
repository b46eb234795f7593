-- reading.clock_corrections: edits of devices whose clock ran ahead, with corrected
-- times.
--
-- An edit that is sent twice must stay one edit. Without this table the second push
-- would get a later time than the first and could win over an edit made in between.

create table reading.clock_corrections (
    user_id uuid not null,
    device_id text not null,
    series_id bigint not null,
    claimed_at timestamptz not null,
    corrected_at timestamptz not null,

    primary key (user_id, device_id, series_id, claimed_at),
    constraint clock_corrections_corrected_at_check
        check (corrected_at < claimed_at)
);

-- Retention: edits that no device sends again.
create index clock_corrections_claimed_at_idx on reading.clock_corrections (claimed_at);

alter table reading.clock_corrections enable row level security;

comment on table reading.clock_corrections is
$$Edits with a time more than 5 minutes ahead, and the server's time that replaced it.

Retention: 90 days after the claimed time, core.retention_policies.
$$;
