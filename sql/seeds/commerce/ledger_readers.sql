-- Seeds of commerce.ledger_readers: the readers of the ledger of stock and of the audit
-- trail.

insert into commerce.ledger_readers (name)
values
('events'),
('sales_sums'),
('stock_sums'),
('sync_audit'),
('sync_stock')
on conflict (name) do nothing;
