-- reading.conflicts: conflicts between two devices: both sides and the winner.

create table reading.conflicts (
    user_id uuid not null,
    series_id bigint not null,
    device_id text not null,
    edited_at timestamptz not null,
    policy text not null,
    edit jsonb not null,
    stored jsonb not null,
    winner text not null,
    found_at timestamptz not null,

    primary key (user_id, series_id, device_id, edited_at),
    constraint conflicts_winner_check
        check (winner in ('edit', 'stored'))
);

-- Retention: conflicts that were found long ago.
create index conflicts_found_at_idx on reading.conflicts (found_at);

-- A reader's conflicts, newest first: list_conflicts.
create index conflicts_user_id_found_at_idx
    on reading.conflicts (user_id, found_at, series_id, device_id, edited_at);

alter table reading.conflicts enable row level security;

comment on table reading.conflicts is
$$Every conflict that push_progress resolved; an edit that is sent again counts once.

Retention: 90 days, core.retention_policies.
$$;
comment on column reading.conflicts.edited_at is
    'When the pushed edit was made; together with device_id it identifies the edit.';
comment on column reading.conflicts.policy is
    'The rule that decided.';
comment on column reading.conflicts.edit is
    'The pushed side: {chapter, chapter_label, page, percent, device_id, …}.';
comment on column reading.conflicts.stored is
    'The other side, of the same shape.';
