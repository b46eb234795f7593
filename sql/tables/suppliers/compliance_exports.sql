-- suppliers.compliance_exports: archives of projects for auditors.
--
-- A job writes the archive into the storage under the key that the row has from the
-- beginning, so a job that runs again replaces its file. The archive goes after some
-- days; the row stays.

create table suppliers.compliance_exports (
    id bigint generated always as identity primary key,
    project_id bigint not null references suppliers.projects (id) on delete restrict,
    since_at timestamptz not null,
    until_at timestamptz not null,
    status text not null default 'pending',
    storage_key text not null unique
    default 'exports/' || replace(gen_random_uuid()::text, '-', '') || '.zip',
    bytes bigint,
    sha256 text,
    manifest jsonb,
    download jsonb,
    requested_at timestamptz not null,
    requested_by uuid,
    finished_at timestamptz,
    expires_at timestamptz,

    constraint compliance_exports_until_at_check
        check (until_at > since_at),
    constraint compliance_exports_status_check
        check (
            status in ('pending', 'ready', 'expired')
            and (status = 'pending') = (finished_at is null)
            and (status = 'pending') = (sha256 is null)
            and (status = 'ready' or download is null)
        ),
    constraint compliance_exports_facts_check
        check (
            (sha256 is null) = (bytes is null)
            and (sha256 is null) = (manifest is null)
            and (sha256 is null) = (expires_at is null)
            and sha256 ~ '^[0-9a-f]{64}$'
            and bytes > 0
        )
);

-- Serves: the exports of a project, newest first; covers the foreign key.
create index compliance_exports_project_id_id_idx
    on suppliers.compliance_exports (project_id, id);

-- Serves: one export of a period at a time.
create unique index compliance_exports_project_id_since_at_until_at_idx
    on suppliers.compliance_exports (project_id, since_at, until_at)
    where status = 'pending';

alter table suppliers.compliance_exports enable row level security;

comment on table suppliers.compliance_exports is
    'Archives of all records of a project, with proofs; see docs/suppliers.md.';
comment on column suppliers.compliance_exports.since_at is
    'History, reads and audit entries from this time on.';
comment on column suppliers.compliance_exports.until_at is
    'History, reads and audit entries before this time.';
comment on column suppliers.compliance_exports.storage_key is
    'Where the file is in the storage.';
comment on column suppliers.compliance_exports.bytes is
    'The size of the archive. Units: bytes.';
comment on column suppliers.compliance_exports.sha256 is
    'SHA-256 of the archive, in hex.';
comment on column suppliers.compliance_exports.manifest is
    'What the archive says of itself: its files, their sums, the head of the seals.';
comment on column suppliers.compliance_exports.download is
    'The signed download: {url, expires_at}; null until the worker has signed one.';
comment on column suppliers.compliance_exports.expires_at is
    'When the archive is deleted from the storage.';
