-- Proves functions/filters/_size_masks.sql.
begin;
select plan(4);

-- Given: the small shop.
select tests.small_shop();

create function pg_temp.masks(p_within jsonb)
    returns table (store_key text, bucket bigint, baskets bigint)
    language sql
as $$
    select s.store_key, m.bucket, bit_count(m.bits)
    from filters._size_masks(filters._read_within(p_within)) as m
    inner join filters.places as p on m.place_id = p.id
    inner join filters.stores as s on p.store_id = s.id
    order by s.store_key, m.bucket
$$;

select results_eq(
    $$ select * from pg_temp.masks('{"region": ["NCR", "Region VII"]}') $$,
    $$ values ('s1', 1::bigint, 1::bigint), ('s1', 3, 1), ('s2', 2, 1) $$,
    'per store and bucket, the baskets'
);
select results_eq(
    $$ select * from pg_temp.masks('{"brand": "crisp"}') $$,
    $$ values ('s1', 3::bigint, 1::bigint), ('s2', 2, 1) $$,
    'that have a line of the selection'
);

select tests.sell('b1', 'crisp', 'food/snacks', 1);
select results_eq(
    $$ select * from pg_temp.masks('{}') $$,
    $$ values ('s1', 1::bigint, 1::bigint), ('s2', 2, 1), ('s3', 1, 1) $$,
    'without those that changed'
);
select results_eq(
    $$ select * from pg_temp.masks('{"brand": "crisp"}') $$,
    $$ values ('s2', 2::bigint, 1::bigint) $$,
    'whatever is selected'
);

select * from finish();
rollback;
