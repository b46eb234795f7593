-- Seeds of commerce.tax_rates: a rate for all products; the admins own the rates.

insert into commerce.tax_rates (tax_class, rate_percent)
values
('standard', 12)
on conflict do nothing;
