-- Proves functions/commerce/sync/collect_sync_records.sql.
begin;
select plan(5);

-- Given: the small stock; a deleted product that was never synchronised.
select tests.small_stock();
update commerce.products set deleted_at = now()
where title = 'Gift set';
create function pg_temp.collect(p_after bigint) returns bigint
language sql as $$ select commerce.collect_sync_records('pms', p_after, 2) $$;

select isnt(pg_temp.collect(null), null, 'a page ends with the variant to go on after');
select is(
    (select count(*) from commerce.sync_records as r
where r.entity = 'product'),
    2::bigint, 'it has as many variants as asked'
);
select is(
    pg_temp.collect((select max(r.local_id) from commerce.sync_records as r)), null,
    'the last page has no next one'
);
select set_eq(
    $$ select r.external_id from commerce.sync_records as r $$,
    $$ values ('SHIRT-S'), ('SHIRT-L'), ('MUG'), ('SHIRT-S@MAIN'), ('SHIRT-S@SHOP'),
       ('SHIRT-L@MAIN'), ('SHIRT-L@SHOP'), ('MUG@MAIN'), ('MUG@SHOP') $$,
    'each variant and level has a record, a deleted one has none'
);
select throws_ok(
    $$ select commerce.collect_sync_records('x', null, 2) $$,
    'PT404', 'commerce.unknown_source', 'an unknown source is refused'
);

select * from finish();
rollback;
