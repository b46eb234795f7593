-- Proves functions/filters/counters/_locate_stores.sql.
begin;
select plan(3);

-- Given: the small shop.
select tests.small_shop();
create function pg_temp.missed(p_within jsonb)
    returns text
    language sql
as $$
    select string_agg(concat(s.store_key, ' ', l.missed), ', ' order by s.store_key)
    from filters._locate_stores(filters._read_within(p_within)) as l
    inner join filters.stores as s on l.store_id = s.id
$$;

select is(pg_temp.missed('{}'), 's1 0, s2 0, s3 0', 'nothing narrows nothing');
select is(
    pg_temp.missed(
        '{"region": ["NCR"], "province": ["0702200000"], "city": ["1380300000"],
          "store_class": ["A", "B"]}'
    ),
    's1 2, s2 5, s3 15', 'a bit for each part that a store is outside of'
);
select is(
    (select count(region_id) from filters._locate_stores(null)), 2::bigint,
    'stores have the ids of their values'
);

select * from finish();
rollback;
