-- Proves functions/filters/registry/_stop_counting.sql.
begin;
select plan(3);

-- Given: the counted shop.
select tests.counted_shop();

insert into t_shop.lines (id, colour) values (5, 'red');
do $$ begin perform filters._stop_counting('colour', true); end $$;
select is(
    (select lines from filters.value_counts
     where dimension = 'colour' and value = 'red'),
    3::bigint, 'what is kept is folded'
);
do $$ begin
    perform filters._stop_counting('colour', false);
    perform filters._stop_counting('size', false);
end $$;
select is_empty($$ select from filters.current_counts $$, 'or nothing is kept');
select triggers_are('t_shop', 'lines', '{}'::text[], 'with the last the triggers go');

select * from finish();
rollback;
