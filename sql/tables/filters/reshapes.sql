-- filters.reshapes: the running change of how filters.transactions is stored.
--
-- At most one row. Every step of the change is a transaction that ends with this row,
-- so a run that was cut off goes on from here.

create table filters.reshapes (
    id bigint primary key default 1,
    shape text not null,
    state text not null default 'copying',
    copied_to bigint not null default 0,
    copy_until bigint not null,
    copied_xid bigint,
    compared_to bigint not null default 0,
    repaired bigint not null default 0,
    parts text[] not null default '{}',
    started_at timestamptz not null default now(),
    fault text,

    constraint reshapes_id_check
        check (id = 1),
    constraint reshapes_shape_check
        check (shape in ('plain', 'months')),
    constraint reshapes_state_check
        check (state in ('copying', 'comparing', 'compared', 'switched')),
    constraint reshapes_copied_xid_check
        check ((state = 'copying') = (copied_xid is null))
);

alter table filters.reshapes enable row level security;

comment on table filters.reshapes is
    'The running change of filters.transactions to months or back, if there is one.';
comment on column filters.reshapes.copied_to is
    'Lines up to this id are copied.';
comment on column filters.reshapes.copy_until is
    'The highest id when triggers began to write later lines to both tables.';
comment on column filters.reshapes.copied_xid is
    'The transaction that ended the copy: an older snapshot may miss copied lines.';
comment on column filters.reshapes.compared_to is
    'Lines up to this id are compared.';
comment on column filters.reshapes.repaired is
    'Copied lines that differed when they were compared. Units: lines.';
comment on column filters.reshapes.fault is
    'Why a write of a line did not fit the copy: the change can only be given up.';
comment on column filters.reshapes.parts is
    'What the lines consisted of at the start: the copy has these parts and no others.';
