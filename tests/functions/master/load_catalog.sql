-- Proves functions/master/load_catalog.sql.
begin;
select plan(5);

-- Given: brands spelled in two ways, a mark, and a category without department.
create temporary table staged (
    brand text, brand_mark text, department text, category text
);
insert into pg_temp.staged
values
('Fizz', 'Private', 'FOOD', 'Drinks'),
('FIZZ', 'National', 'Food', 'Drinks'),
('Fizz', 'National', 'Food', 'Sweets'),
('Crisp', '', '', 'Loose'),
(null, null, 'Tools', null);
select master.load_catalog('pg_temp.staged');

select results_eq(
    $$ select c.category_key, p.category_key
       from master.categories as c
       left join master.categories as p on c.parent_id = p.id
       order by c.category_key collate "C" $$,
    $$ values
        ('food', null), ('food/drinks', 'food'), ('food/sweets', 'food'),
        ('loose', null), ('tools', null) $$,
    'a category hangs on its department, by lower-case keys'
);
select results_eq(
    $$ select b.brand_key, b.is_tbwa, c.category_key
       from master.brands as b
       left join master.categories as c on b.category_id = c.id
       order by b.brand_key collate "C" $$,
    $$ values ('crisp', false, 'loose'), ('fizz', true, 'food/drinks') $$,
    'a brand is one however it is spelled, private if any row says so'
);

update pg_temp.staged
set brand_mark = 'Private', category = 'Other'
where brand = 'Crisp';
select lives_ok(
    $$ select master.load_catalog('pg_temp.staged') $$,
    'the same catalog loads again'
);
select is(
    (
        select is_tbwa
        from master.brands
        where brand_key = 'crisp'
    ), false,
    'a known brand stays as it is'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select master.load_catalog('pg_catalog.pg_class') $$,
    '42501', null,
    'callers cannot load a catalog'
);

select * from finish();
rollback;
