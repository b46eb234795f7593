-- Seeds of core.revertible_tables: an admin may revert changes of the series.

insert into core.revertible_tables (audited_table)
values
('reading.series')
on conflict (audited_table) do nothing;
