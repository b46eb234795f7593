-- Proves functions/filters/masters/run_prune_dimensions.sql.
begin;
select plan(1);

-- Given: the counted shop.
select tests.counted_shop();

insert into t_shop.colours values ('grey', 'Grey');
update filters.dimensions set prune_after = '0'
where name = 'colour';
do $$ begin
    perform filters.run_prune_dimensions(
        jsonb_populate_record(null::core.jobs, '{"payload": {}}')
    );
end $$;
select set_eq(
    $$ select code from t_shop.colours $$, array['blue', 'red'],
    'what has a rule is pruned'
);

select * from finish();
rollback;
