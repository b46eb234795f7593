-- Proves functions/commerce/sync/list_sync_outgoing.sql.
begin;
select plan(3);

-- Given: the small stock, which the PMS does not know.
select tests.small_stock();
do $$ begin perform commerce.collect_sync_records('pms', null, 100); end; $$;
create function pg_temp.list(p_after text, p_until text, p_most integer) returns text
language sql as $$
    select string_agg(o ->> 'external_id', ' ' order by n)
    from jsonb_array_elements(commerce.list_sync_outgoing(
        'pms', 'product', p_after, p_until, p_most
    )) with ordinality as x (o, n)
$$;

select is(
    pg_temp.list(null, null, 10), 'MUG SET SHIRT-L SHIRT-S',
    'what the PMS lacks goes out'
);
select is(pg_temp.list('MUG', 'SHIRT-L', 10), 'SET SHIRT-L', 'of a range');
select is(pg_temp.list(null, null, 1), 'MUG', 'at most p_most');

select * from finish();
rollback;
