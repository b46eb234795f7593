-- Proves functions/commerce/media/_add_media.sql.
begin;
select plan(4);

-- Given: a shirt.
select tests.small_stock();
create function pg_temp.added(p_meta jsonb) returns integer
language plpgsql as $$
begin
    perform commerce._add_media(
        (select p.id from commerce.products as p where p.title = 'Shirt'), p_meta
    );
    return (
        select m.position from commerce.media as m
        order by m.id desc
        limit 1
    );
end;
$$;
grant execute on function pg_temp.added to authenticated, app_worker;

select is(pg_temp.added('{}'), 10, 'the first image is at 10');
select is(pg_temp.added('{"position": 999999}'), 999999, 'a caller says where');
select is(pg_temp.added('{}'), 1000000, 'the last one is behind it, within the bounds');
update core.settings set value = '3'
where name = 'commerce.media_per_product';
select throws_ok(
    $$ select pg_temp.added('{}') $$,
    'PT409', 'commerce.too_many_media', 'there is an end'
);

select * from finish();
rollback;
