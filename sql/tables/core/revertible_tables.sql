-- core.revertible_tables: audited tables of which app role admin may take changes back.
--
-- core.revert_change writes as the owner; it does so only where the owner has said so.
-- To say no, set is_allowed to false: a row that is gone comes back with the next seed.

create table core.revertible_tables (
    audited_table regclass primary key,
    is_allowed boolean not null default true
);

alter table core.revertible_tables enable row level security;
grant select on core.revertible_tables to service_role, app_reader;

comment on table core.revertible_tables is
    'The owner''s list: where core.revert_change may write for others than the owner.';
