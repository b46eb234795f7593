-- Proves functions/filters/counters/_forget_counts.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

insert into t_shop.lines (id, colour) values (5, 'red');
create temporary table t_before as
select filters._version_of('colour') as version;
do $$ begin perform filters._forget_counts('colour'); end $$;
select is_empty(
    $$ select from filters.current_counts where dimension = 'colour' $$, 'all counts go'
);
select cmp_ok(
    filters._version_of('colour'), '>', (select version from t_before),
    'the version moves on'
);

select * from finish();
rollback;
