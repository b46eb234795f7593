-- Proves functions/filters/_changed_baskets.sql.
begin;
select plan(4);

-- Given: the small shop; b1 has one line more, b3 one less, b9 is new.
select tests.small_shop();
select tests.sell('b1', 'fizz', 'food/drinks', 100);
delete from filters.transactions
where price_minor = -200;
select tests.sell('b9', 'fizz', 'food/drinks', 100, 's1');

create function pg_temp.changed(p_within jsonb)
    returns table (
        basket_key text,
        is_numbered boolean,
        old_size bigint,
        size bigint,
        matching bigint
    )
    language sql
as $$
    select b.basket_key, c.ordinal is not null, c.old_size, c.size, c.matching
    from filters._changed_baskets(filters._read_within(p_within)) as c
    inner join filters.places as p on c.place_id = p.id
    inner join filters.baskets as b
        on p.store_id = b.store_id and c.ordinal is not distinct from b.ordinal
    order by b.basket_key
$$;

select results_eq(
    $$ select * from pg_temp.changed('{}') $$,
    $$ values
        ('b1', true, 3::bigint, 4::bigint, 4::bigint), ('b3', true, 2, 1, 1),
        ('b9', false, 0, 1, 1) $$,
    'each basket with a change, as it was folded and as it is'
);
select results_eq(
    $$ select * from pg_temp.changed('{"brand": "crisp", "region": "NCR"}') $$,
    $$ values ('b1', true, 3::bigint, 4::bigint, 1::bigint), ('b9', false, 0, 1, 0) $$,
    'of the stores of the selection, with the lines that match it in all'
);

do $$ begin perform filters._fold_all(); end $$;
select is_empty(
    $$ select * from pg_temp.changed('{}') $$,
    'after a fold none is out of date'
);

select tests.login_as(tests.user('ada'));
select lives_ok(
    $$ select * from filters._changed_baskets(null) $$,
    'a caller without a grant on lines may ask'
);

select * from finish();
rollback;
