-- Proves functions/commerce/products/_search_products.sql.
begin;
select plan(10);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
create function pg_temp.found(p_search text) returns text[]
language sql as $$
    select array(
        select p.title from commerce.products as p
        where p.id = any(commerce._search_products(p_search, null, false, null, 0, 10))
        order by p.title
    )
$$;
update commerce.products set description = 'Holds hot tea'
where title = 'Mug';
select is(pg_temp.found(c.search), c.titles, c.rule)
from (
    values
    ('shirt', array['Shirt'], 'a word of the title'),
    ('mug-te', array['Mug'], 'parts of words with a hyphen'),
    ('hot te', array['Mug'], 'beginnings of words of the description'),
    ('hot shirt', '{}'::text[], 'all words must be there'),
    ('shirt-', array['Shirt'], 'the beginning of a SKU'),
    ('mug 2', '{}'::text[], 'a word that is not there'),
    (E'\\ '' & | ! :* <->', '{}'::text[], 'operators of searches are text')
) as c (search, titles, rule);
select is(
    commerce._search_products('m', null, false, null, pg_temp.id_of('Mug'), 10),
    '{}', 'ids above the last one only'
);
select is(
    cardinality(commerce._search_products('s', null, false, null, 0, 1)), 1,
    'no more than asked'
);
do $$
begin
    if exists (
        select from pg_catalog.pg_available_extensions as e where e.name = 'pg_trgm'
    ) then
        create extension if not exists pg_trgm with schema extensions;
    end if;
end;
$$;
select is(
    commerce._search_products('shirrt', 'published', false, null, 0, 10),
    case when commerce._trgm_schema() is null then '{}'
        else array[pg_temp.id_of('Shirt')] end,
    'a typing error is tolerated where pg_trgm is'
);

select * from finish();
rollback;
