-- Proves functions/filters/fold/_fold_sizes.sql.
begin;
select plan(4);

-- Given: the small shop.
select tests.small_shop();

create function pg_temp.sized(p_basket text, p_old_size bigint, p_size bigint)
    returns filters.changed_basket
    language sql
as $$
    select row(b.id, p.id, b.ordinal, p_old_size, p_size)::filters.changed_basket
    from filters.baskets as b
    inner join filters.store_groups as p on b.store_id = p.store_id
    where b.basket_key = p_basket
$$;

create function pg_temp.buckets(p_store text)
    returns table (bucket bigint, baskets bigint)
    language sql
as $$
    select m.bucket, m.baskets
    from filters.basket_sizes as m
    inner join filters.store_groups as p on m.group_id = p.id
    inner join filters.stores as s on p.store_id = s.id
    where s.store_key = p_store
    order by m.bucket
$$;

do $$ begin
    perform filters._fold_sizes(
        array[
            pg_temp.sized('b1', 3, 2), pg_temp.sized('b2', 1, 2),
            pg_temp.sized('b3', 2, 2), pg_temp.sized('b4', 1, 0)
        ]
    );
end $$;
select results_eq(
    $$ select * from pg_temp.buckets('s1') $$,
    $$ values (2::bigint, 2::bigint) $$,
    'baskets move to another bucket, and an empty one goes'
);
select results_eq(
    $$ select * from pg_temp.buckets('s2') $$,
    $$ values (2::bigint, 1::bigint) $$,
    'a basket of the same size stays'
);
select is_empty(
    $$ select * from pg_temp.buckets('s3') $$, 'a basket without a line is in none'
);
do $$ begin
    perform filters._fold_sizes(array[pg_temp.sized('b4', 0, 150)]);
end $$;
select results_eq(
    $$ select * from pg_temp.buckets('s3') $$,
    $$ values (8::bigint, 1::bigint) $$,
    'one that had none comes in'
);

select * from finish();
rollback;
