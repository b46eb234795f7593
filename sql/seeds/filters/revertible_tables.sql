-- Seeds of core.revertible_tables: an admin may revert changes of stores.

insert into core.revertible_tables (audited_table)
values
('filters.stores')
on conflict (audited_table) do nothing;
