-- Proves functions/master/add_catalog.sql.
begin;
select plan(3);

-- Given: two spellings of a brand, and a brand that is there.
insert into master.brands (brand_key, name) values ('fizz', 'Fizz');
do $$
begin
    perform master.add_catalog(
        '[{"brand": "LEAF", "department": "Food", "category": "Tea", "lines": 1},
          {"brand": "Leaf", "department": "Food", "category": "Herbs", "lines": 2,
           "is_private": true},
          {"brand": "FIZZ", "department": "Food", "category": null, "lines": 9},
          {"brand": null, "department": null, "category": null, "lines": 1}]'
    );
end;
$$;

select results_eq(
    $$ select b.brand_key, b.name, b.is_tbwa, c.category_key
       from master.brands as b
       left join master.categories as c on b.category_id = c.id
       order by 1 $$,
    $$ values ('fizz', 'Fizz', false, null),
       ('leaf', 'Leaf', true, 'food/herbs') $$,
    'a brand is in the category of most of its lines; a known one stays'
);
select results_eq(
    $$ select c.category_key, p.category_key
       from master.categories as c
       left join master.categories as p on c.parent_id = p.id
       order by 1 $$,
    $$ values ('food', null), ('food/herbs', 'food'), ('food/tea', 'food') $$,
    'categories stand under their departments'
);
select lives_ok(
    $$ select master.add_catalog('[]') $$,
    'no name adds nothing'
);

select * from finish();
rollback;
