-- Proves functions/master/_read_brands.sql.
begin;
select plan(1);

-- Given: a category, and one brand in two spellings.
insert into master.categories (category_key, name)
values ('food', 'Food');
select tests.stage(
    '{brand,name,is_private,category}',
    '[{"brand": "FIZZ"},
      {"brand": " Fizz", "name": "The  Fizz", "is_private": "yes", "category": "FOOD"},
      {"brand": "b", "category": "none"}]'
);

select results_eq(
    $$ select n.line, n.brand_key, n.brand, n.name, n.is_private, n.category,
           n.category_id is not null
       from master._read_brands('pg_temp.staged') as n
       order by n.line $$,
    $$ values
        (2::bigint, 'fizz', 'Fizz', 'The Fizz', true, 'food', true),
        (3, 'b', 'b', null, null, 'none', false) $$,
    'the last row of a brand counts, in normal form'
);

select * from finish();
rollback;
