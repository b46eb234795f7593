-- Seeds of commerce.sync_sources: the PMS; the first run connects it.

insert into commerce.sync_sources (name)
values
('pms')
on conflict do nothing;
