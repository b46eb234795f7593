-- Proves functions/filters/fold/_fold_values.sql.
begin;
select plan(4);

-- Given: the small shop; a line of a new brand, one less of an old one, none of Crisp.
select tests.small_shop();
insert into master.brands (brand_key, name)
values ('dash', 'Dash');
select tests.sell('b4', 'dash', 'food/drinks', 1);
delete from filters.transactions
where price_minor in (999, 200, -200);
do $$ begin
    perform filters._fold_values(
        array(select row(l.*)::filters.line_changes from filters.line_changes as l)
    );
end $$;

select results_eq(
    $$ select value collate "default", lines from filters.dimension_values
       where dimension = 'brand'
       order by rank $$,
    $$ values ('dash', 1::bigint), ('fizz', 3) $$,
    'counts follow, new values are listed in order, empty ones are not'
);
select results_eq(
    $$ select dimension, value, was from filters.value_changes
       where dimension in ('brand', 'category')
       order by dimension, value $$,
    $$ values
        ('brand', 'crisp', 2::bigint), ('brand', 'dash', 0), ('brand', 'fizz', 4),
        ('category', 'food/snacks', 2) $$,
    'what a value counted before is kept; a count that stays is no change'
);

delete from filters.line_changes
where true;
select tests.sell('b4', 'crisp', 'food/snacks', 1);
do $$ begin
    perform filters._fold_values(
        array(select row(l.*)::filters.line_changes from filters.line_changes as l)
    );
end $$;
select results_eq(
    $$ select value, was from filters.value_changes
       where dimension = 'category' $$,
    $$ values ('food/snacks', 2::bigint) $$,
    'the count at the last event, however many folds there were since'
);
select results_eq(
    $$ select value collate "default", lines from filters.dimension_values
       where dimension = 'brand'
       order by rank $$,
    $$ values ('crisp', 1::bigint), ('dash', 1), ('fizz', 3) $$,
    'a value that comes back has its place again'
);

select * from finish();
rollback;
