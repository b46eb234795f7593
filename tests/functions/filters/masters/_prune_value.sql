-- Proves functions/filters/masters/_prune_value.sql.
begin;
select plan(8);

-- Given: the counted shop.
select tests.counted_shop();

insert into t_shop.colours values ('it''s', 'Odd');
select is(
    (select filters._prune_value(d, 'it''s', true) from filters.dimensions as d
     where d.name = 'colour'),
    null, 'a dry run finds no reason'
);
select ok(
    exists (select from t_shop.colours
    where code = 'it''s'), 'and deletes nothing'
);
do $$ begin
    perform filters._prune_value(d, 'it''s', false)
    from filters.dimensions as d where d.name = 'colour';
end $$;
select ok(
    not exists (select from t_shop.colours
    where code = 'it''s'), 'else the row goes'
);

-- Given: a region with a city, both of one key.
select tests.add_place('both', 1);
select tests.add_place('town', 3, 'both');
update master.places set place_key = 'both'
where code = 'town';
select is(
    (
        select filters._prune_value(d, 'both', false)
        from filters.dimensions as d
        where d.name = 'region'
    ),
    'master.places refers to it', 'a place in which another lies stays'
);
do $$ begin
    perform filters._prune_value(d, 'both', false)
    from filters.dimensions as d where d.name = 'city';
end $$;
select results_eq(
    $$ select code from master.places where place_key = 'both' $$,
    $$ values ('both') $$,
    'a place goes from its level only'
);

-- Given: many colours; keys of other types; one that is cut off.
insert into t_shop.colours
select
    'c' || n as code,
    'C' as name
from generate_series(1, 5000) as n
union all
values (repeat('x', 201), 'Long');
analyze t_shop.colours;
create function pg_temp.rows_read() returns bigint language sql as $$
    select seq_tup_read from pg_catalog.pg_stat_xact_all_tables
    where relid = 't_shop.colours'::regclass
$$;
create temporary table read_before as
select pg_temp.rows_read() as rows;
do $$ begin
    perform filters._prune_value(d, 'c7', false)
    from filters.dimensions as d where d.name = 'colour';
end $$;
select is(
    pg_temp.rows_read() - (select rows from pg_temp.read_before), 0::bigint,
    'one of many is found by its index'
);
do $$ begin
    perform filters._prune_value(d, repeat('x', 200), false)
    from filters.dimensions as d where d.name = 'colour';
end $$;
select is(
    (
        select count(*) from t_shop.colours
        where code = 'c7' or code like 'xx%'
    ),
    0::bigint, 'it goes, and one whose value may be cut off'
);
create table t_shop.odd (
    day date, amount numeric, code character(5), name text
);
insert into t_shop.odd
values ('2024-05-01', 1, 'a', 'A'), (null, 1.50, 'b', 'B'), (null, null, 'c d', 'C');
do $$ begin
    perform filters._prune_value(
        jsonb_populate_record(
            d, jsonb_build_object('master_table', 't_shop.odd', 'master_key', k.name)
        ),
        k.value,
        false
    )
    from filters.dimensions as d
    cross join (
        values ('day', '2024-05-01'), ('amount', '1.5'), ('code', 'c d')
    ) as k (name, value)
    where d.name = 'colour';
end $$;
select is_empty('table t_shop.odd', 'keys are compared as their types');

select * from finish();
rollback;
