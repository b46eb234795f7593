-- Proves functions/filters/read/_sizes_of.sql.
begin;
select plan(4);

-- Given: a store of eighty baskets; basket n has n lines.
select tests.small_shop();
insert into filters.stores (store_key, name)
values ('s9', 'S');
insert into filters.baskets (basket_key, store_id, ordinal, line_count)
select
    'c' || i as basket_key,
    s.id as store_id,
    i as ordinal,
    i as line_count
from filters.stores as s
cross join generate_series(0, 79) as i
where s.store_key = 's9';

create function pg_temp.sizes(variadic p_ordinals integer[])
    returns filters.span
    language sql
as $$
    select filters._sizes_of(
        array[p.id],
        array[(
            select bit_or(set_bit(repeat('0', 128)::bit varying, o, 1))::bit varying
            from unnest(p_ordinals) as o
        )]
    )
    from filters.store_groups as p
    inner join filters.stores as s on p.store_id = s.id
    where s.store_key = 's9'
$$;

select is(
    pg_temp.sizes(3, 4, 77), row(3, 77)::filters.span, 'the ends of the set bits'
);
select is(
    pg_temp.sizes(0, 79), row(0, 79)::filters.span, 'the first bit and the last one'
);
select is(pg_temp.sizes(41), row(41, 41)::filters.span, 'a single one');
select tests.login_as(tests.user('ada'));
select is(
    filters._sizes_of('{1}', array[repeat('0', 64)::bit varying]),
    row(null, null)::filters.span,
    'none; and a caller without a grant on baskets may ask'
);

select * from finish();
rollback;
