-- core.revertible_tables: audited tables in which app role admin may revert changes.
--
-- core.revert_change writes as the owner, and only to tables that the owner has listed
-- here. To disallow a table, set is_allowed to false: the next seed would insert a
-- deleted row again.

create table core.revertible_tables (
    audited_table regclass primary key,
    is_allowed boolean not null default true
);

alter table core.revertible_tables enable row level security;

comment on table core.revertible_tables is
    'The owner''s list of tables that core.revert_change may write for other roles.';
