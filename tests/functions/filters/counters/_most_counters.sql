-- Proves functions/filters/counters/_most_counters.sql.
begin;
select plan(4);

-- Given: the counted shop, and a dimension of numbers: 1, 2, 3, 4.
select tests.counted_shop();
do $$
begin
    perform core.run_operation_chunks(
        (filters.register_dimension(
            '{"name": "number", "source": "t_shop.lines", "column": "id"}'
        ) -> 'operation_id')::bigint
    );
end;
$$;

select results_eq(
    $$ select value collate "default", lines
       from filters._most_counters('colour', 1) $$,
    $$ values ('red', 2::bigint) $$, 'the most frequent first'
);
select is(
    (select count(*) from filters._most_counters('number', 2)), 4::bigint,
    'and all that tie with the last'
);

-- Given: changes that no fold has counted: red 1, green 3, blue 0.
insert into t_shop.lines (id, colour)
values (11, 'green'), (12, 'green'), (13, 'green');
delete from t_shop.lines
where id in (1, 3);
select results_eq(
    $$ select value collate "default", lines
       from filters._most_counters('colour', 5) $$,
    $$ values ('green', 3::bigint), ('red', 1) $$,
    'with the changes of this moment; a value without a line is none'
);
do $$ begin perform filters._fold_counters(null); end $$;
select results_eq(
    $$ select value collate "default", lines
       from filters._most_counters('colour', 5) $$,
    $$ values ('green', 3::bigint), ('red', 1) $$, 'folded'
);

select * from finish();
rollback;
