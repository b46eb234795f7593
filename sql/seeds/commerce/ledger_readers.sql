-- Seeds of commerce.ledger_readers: the reader that emits events of stock.

insert into commerce.ledger_readers (name)
values
('events')
on conflict (name) do nothing;
