-- Proves functions/commerce/products/_has_active_image.sql.
begin;
select plan(3);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select is(commerce._has_active_image(pg_temp.id_of('Mug')), true, 'no image is needed');
select is(commerce._has_active_image(null), false, 'no product has one');
update core.settings set value = 'true'
where name = 'commerce.publish_needs_image';
select is(
    commerce._has_active_image(pg_temp.id_of('Mug')), false, 'an image is needed'
);

select * from finish();
rollback;
