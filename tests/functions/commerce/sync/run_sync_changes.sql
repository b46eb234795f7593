-- Proves functions/commerce/sync/run_sync_changes.sql.
begin;
select plan(5);

-- Given: the small stock; a connected PMS that knows it all.
select tests.small_stock();
select is(
    commerce.run_sync_changes(), false, 'without a connected source nothing is read'
);
select is(
    (select max(r.noted_id) from commerce.ledger_readers as r
     where r.name in ('sync_audit', 'sync_stock')), 0::bigint, 'nor noted'
);
do $$ begin
    perform commerce.start_sync_run('pms', false, false);
    perform commerce.collect_sync_records('pms', null, 100);
end; $$;
delete from core.events
where true;
create function pg_temp.follow() returns void
language plpgsql as $$
begin
    for v_n in 1 .. 2
    loop
        update commerce.ledger_readers set noted_xid = 9223372036854775807
        where name in ('sync_audit', 'sync_stock');
        perform commerce.run_sync_changes();
    end loop;
end;
$$;

do $$ begin perform pg_temp.follow(); end; $$;
select is_empty(
    $$ select from core.events as e where e.type = 'commerce.sync.changed' $$,
    'what the source knows is not emitted'
);
update commerce.products set title = 'Tee'
where title = 'Shirt';
update commerce.prices set amount_minor = 9
where variant_id = (select v.id from commerce.variants as v
where v.sku = 'MUG');
do $$ begin
    perform commerce.adjust_stock('MUG', 'SHOP', 2, 'found');
    perform pg_temp.follow();
end; $$;
select set_eq(
    $$ select e.payload ->> 'external_id' as external_id, f.key,
       f.value -> 'value' as value
       from core.events as e, jsonb_each(e.payload -> 'fields') as f
       where e.type = 'commerce.sync.changed' $$,
    $$ values ('SHIRT-S', 'title', '"Tee"'::jsonb), ('SHIRT-L', 'title', '"Tee"'),
       ('MUG', 'price_minor', '9'), ('MUG@SHOP', 'on_hand', '5') $$,
    'products, prices and stock are followed'
);
do $$ begin perform pg_temp.follow(); end; $$;
select is(
    (select count(*) from core.events as e
where e.type = 'commerce.sync.changed'),
    4::bigint, 'each change once'
);

select * from finish();
rollback;
