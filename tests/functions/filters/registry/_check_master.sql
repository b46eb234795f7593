-- Proves functions/filters/registry/_check_master.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

select is(
    filters._check_master('t_shop.colours'), 't_shop.colours'::regclass,
    'a table of ours can hold master rows'
);
select is(
    tests.refusal($$ select filters._check_master('t_shop.lines') $$) ->> 'key',
    'filters.invalid_source', 'what is counted is no master table'
);

select * from finish();
rollback;
