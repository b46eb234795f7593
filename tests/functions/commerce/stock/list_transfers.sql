-- Proves functions/commerce/stock/list_transfers.sql.
begin;
select plan(7);

-- Given: transfers from MAIN to SHOP, back, and from a location where none of them
-- works; cleo works at MAIN, bob at SHOP.
select tests.small_stock();
insert into commerce.locations (code, name, created_at, updated_at)
values
('EAST', 'East', core.now(), core.now()), ('WEST', 'West', core.now(), core.now());
insert into commerce.transfers (
    variant_id, from_location_id, to_location_id, quantity, sent_at
)
select
    v.id as variant_id,
    f.id as from_location_id,
    t.id as to_location_id,
    n.quantity,
    core.now() as sent_at
from (
    values
    (1, 'MAIN', 'SHOP'), (2, 'SHOP', 'MAIN'), (3, 'EAST', 'WEST'), (4, 'EAST', 'SHOP')
) as n (quantity, source, target)
inner join commerce.locations as f on n.source = f.code
inner join commerce.locations as t on n.target = t.code
cross join commerce.variants as v
where v.sku = 'MUG'
order by n.quantity;
create function pg_temp.pages(p_location text, p_size integer) returns text[]
    language sql as $$
    with recursive pages as (
        select api.list_transfers(p_location, page_size => p_size) as page
        union all
        select api.list_transfers(p_location, p.page ->> 'next', p_size)
        from pages as p where p.page ->> 'next' is not null
    )
    select array_agg(i.item ->> 'quantity' order by (i.item ->> 'transfer_id')::bigint desc)
    from pages as p
    cross join lateral jsonb_array_elements(p.page -> 'items') as i (item);
$$;
grant execute on function pg_temp.pages(text, integer) to authenticated;

select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.list_transfers() $$, 'PT403', 'core.not_permitted',
    'customers see no transfers'
);
select tests.login_as(tests.user('ada'), 'buyer');
select is(pg_temp.pages(null, 50), '{4, 3, 2, 1}', 'a buyer sees all, newest first');
select is(pg_temp.pages(null, 1), '{4, 3, 2, 1}', 'pages follow without a gap');
select is(pg_temp.pages('EAST', 1), '{4, 3}', 'each location is a list');
select tests.login_as(tests.user('cleo'), 'warehouse');
select is(
    pg_temp.pages(null, 1), '{2, 1}',
    'the warehouse sees those from and to its locations'
);
select throws_ok(
    $$ select api.list_transfers('SHOP') $$, 'PT404', 'commerce.unknown_location',
    'and does not list another location'
);
select throws_ok(
    $$ select api.list_transfers(after => 'x') $$, 'PT422', 'core.invalid_cursor',
    'a cursor is one'
);

select * from finish();
rollback;
