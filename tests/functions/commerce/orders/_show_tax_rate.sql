-- Proves functions/commerce/orders/_show_tax_rate.sql.
begin;
select plan(2);

-- Given: the rate that a release seeds.
select is(
    (select commerce._show_tax_rate(r.id) - 'id' from commerce.tax_rates as r),
    '{"tax_class": "standard", "country": null, "rate_percent": 12, "valid_from": null,
      "valid_until": null}',
    'a rate without bounds'
);
select is(commerce._show_tax_rate(0), null, 'null for none');

select * from finish();
rollback;
