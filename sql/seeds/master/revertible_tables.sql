-- Seeds of core.revertible_tables: an admin may revert changes of master data.

insert into core.revertible_tables (audited_table)
values
('master.brands'),
('master.categories'),
('master.place_levels'),
('master.places'),
('master.store_classes')
on conflict (audited_table) do nothing;
