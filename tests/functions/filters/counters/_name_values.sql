-- Proves functions/filters/counters/_name_values.sql.
begin;
select plan(2);

-- Given: the small shop, and brands that no fold has listed yet.
select tests.small_shop();
insert into master.brands (brand_key, name)
values ('ant', 'Ant'), ('dash', 'Dash'), ('dash2', 'Dash'), ('zest', 'Zest');
select tests.sell('b1', b, 'food/drinks', 1)
from unnest('{zest,dash2,ant,dash}'::text[]) as b;

select results_eq(
    $$ select n.value, n.label, n.is_fresh
       from filters._name_values('brand', array(select id from master.brands)) as n
       order by n.rank, n.is_fresh, n.label, n.value $$,
    $$ values
        ('ant', 'Ant', true), ('crisp', 'Crisp', false), ('dash', 'Dash', true),
        ('dash2', 'Dash', true), ('fizz', 'Fizz', false), ('zest', 'Zest', true) $$,
    'listed values and fresh ones have one order'
);
select is_empty(
    $$ select * from filters._name_values('brand', '{}') $$,
    'only those that are asked for'
);

select * from finish();
rollback;
