-- Seeds of commerce.price_lists: the list that prices orders.

insert into commerce.price_lists (code, currency, is_default)
values
('standard', 'PHP', true)
on conflict do nothing;
