-- Seeds of commerce.sync_policies: the operator owns the policies.
-- depends: seeds/commerce/sync_sources

insert into commerce.sync_policies (source, entity, field, policy)
values
('pms', 'product', '*', 'newest'),
('pms', 'product', 'sku', 'pms_wins'),
('pms', 'product', 'description', 'we_win'),
('pms', 'product', 'price_minor', 'ask'),
('pms', 'product', 'deleted', 'ask'),
('pms', 'inventory', '*', 'pms_wins'),
('pms', 'order', '*', 'pms_wins')
on conflict do nothing;
