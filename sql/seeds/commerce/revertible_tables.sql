-- Seeds of core.revertible_tables: an admin may revert changes of master data.

insert into core.revertible_tables (audited_table)
values
('commerce.locations'),
('commerce.products'),
('commerce.variants'),
('commerce.prices')
on conflict (audited_table) do nothing;
