-- Proves functions/filters/masters/_prune_value.sql.
begin;
select plan(5);

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

select * from finish();
rollback;
