-- Proves functions/commerce/products/_image_fault.sql.
begin;
select plan(3);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select is(
    commerce._image_fault(jsonb_build_object('id', pg_temp.id_of('Mug'))), null,
    'without the setting no image is needed'
);
update core.settings set value = 'true'
where name = 'commerce.publish_needs_image';
select is(
    commerce._image_fault(jsonb_build_object('id', pg_temp.id_of('Mug'))),
    'The product has no active image.', 'with it, one is'
);
do $$ begin perform tests.add_image('Mug', 'one'); end; $$;
select is(
    commerce._image_fault(jsonb_build_object('id', pg_temp.id_of('Mug'))), null,
    'a product that has one is published'
);

select * from finish();
rollback;
