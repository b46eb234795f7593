-- Proves functions/filters/masters/_prune_value.sql.
begin;
select plan(3);

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

select * from finish();
rollback;
