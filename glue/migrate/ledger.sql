-- rowhouse: what was applied to this database, kept in it, so that a release can be taken
-- back without the checkout that made it. yoyo's own tables live here too.

create schema if not exists rowhouse;
comment on schema rowhouse is
    'The ledger of migrations and releases. Written by `rowhouse migrate` only.';

create table if not exists rowhouse.migrations (
    id text primary key,
    sha256 text not null,
    body text not null,
    rollback text not null,
    transactional boolean not null,
    applied_at timestamptz not null default now()
);
alter table rowhouse.migrations enable row level security;
comment on table rowhouse.migrations is
    'Every once-only step that stands, with its text and its way back.';

create table if not exists rowhouse.bodies (
    sha256 text primary key,
    body text not null
);
alter table rowhouse.bodies enable row level security;
comment on table rowhouse.bodies is
    'Every repeatable text that was ever applied, by checksum.';

create table if not exists rowhouse.releases (
    id bigint generated always as identity primary key,
    applied_at timestamptz not null default now(),
    migration_ids text[] not null,
    restores bigint references rowhouse.releases (id) on delete restrict,
    version text,
    public jsonb
);
alter table rowhouse.releases enable row level security;
comment on table rowhouse.releases is
    'Every state this database was brought to: once-only steps and repeatable set.';
comment on column rowhouse.releases.migration_ids is
    'The once-only steps that stood; a module may be added after the steps of another.';
comment on column rowhouse.releases.restores is
    'The older release that a `migrate down` went back to; null after an `up`.';
comment on column rowhouse.releases.version is
    'The version of Rowhouse that made this state.';
comment on column rowhouse.releases.public is
    'Macros and commands of the Rowhouse that last brought the database to this state.';

create table if not exists rowhouse.release_items (
    release_id bigint not null references rowhouse.releases (id) on delete cascade,
    position integer not null,
    address text not null,
    sha256 text not null references rowhouse.bodies (sha256) on delete restrict,
    primary key (release_id, address)
);
alter table rowhouse.release_items enable row level security;
comment on table rowhouse.release_items is
    'The repeatable files of a release, in the order in which they are applied.';

create table if not exists rowhouse.progress (
    migration_id text primary key,
    direction text not null,
    statements_done integer not null,
    sha256 text,
    rollback text not null,
    constraint progress_direction_check check (direction in ('up', 'down'))
);
alter table rowhouse.progress enable row level security;
comment on table rowhouse.progress is
    'How far a step that can not run in a transaction has come; the next run goes on there.';
comment on column rowhouse.progress.sha256 is
    'Of the statements that were done; null where a run turned round, so that none counts.';
comment on column rowhouse.progress.rollback is
    'The way back: the step may not stand yet.';
