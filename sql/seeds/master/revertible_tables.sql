-- Seeds of core.revertible_tables: an admin may revert changes of master data.

insert into core.revertible_tables (audited_table)
values
('master.brands'),
('master.categories'),
('master.cities'),
('master.provinces'),
('master.regions'),
('master.store_classes')
on conflict (audited_table) do nothing;
