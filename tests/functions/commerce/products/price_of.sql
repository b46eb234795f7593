-- Proves functions/commerce/products/price_of.sql.
begin;
select plan(5);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
insert into commerce.price_lists (code, currency) values ('export', 'USD');
insert into commerce.prices (
    price_list_id, variant_id, amount_minor, sale_amount_minor, valid
)
select
    l.id as price_list_id,
    v.id as variant_id,
    900 as amount_minor,
    700 as sale_amount_minor,
    '[2026-01-01Z,2026-02-01Z)'::tstzrange as valid
from commerce.price_lists as l
cross join commerce.variants as v
where l.code = 'export' and v.sku = 'MUG';
create function pg_temp.price(p_list text, p_at timestamptz) returns bigint
language sql as $$
    select commerce.price_of(
        v.id, (select l.id from commerce.price_lists as l where l.code = p_list), p_at
    )
    from commerce.variants as v
    where v.sku = 'MUG'
$$;
select is(
    pg_temp.price(null, null) - v.id, 10000::bigint,
    'the default list prices, now, when nothing is named'
)
from commerce.variants as v
where v.sku = 'MUG';
select is(
    pg_temp.price('export', '2026-01-01Z'), 700::bigint, 'the sale price goes first'
);
select is(pg_temp.price('export', '2026-02-01Z'), null, 'a period ends before its end');
select is(pg_temp.price('export', '2025-12-31Z'), null, 'and begins with its start');
select is(commerce.price_of(-1), null, 'an unknown variant has no price');

select * from finish();
rollback;
