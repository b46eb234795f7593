-- Proves functions/commerce/products/_category_ids.sql.
begin;
select plan(3);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
insert into master.categories (category_key, name, parent_id)
select
    'clothes/shirts' as category_key,
    'Shirts' as name,
    c.id as parent_id
from master.categories as c
where c.category_key = 'clothes';
select is(
    cardinality(commerce._category_ids('clothes')), 2, 'a category and those below it'
);
select is(cardinality(commerce._category_ids('clothes/shirts')), 1, 'a leaf alone');
select throws_ok(
    $$ select commerce._category_ids('x') $$, 'PT404', 'commerce.unknown_category',
    'an unknown one is refused'
);

select * from finish();
rollback;
