-- Proves functions/filters/fold/_note_changes.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

select is(
    filters._note_changes(
        array[
            ('colour', null, 'red', 1, 1), ('colour', null, 'new', 1, 1)
        ]::filters.delta[]
    ),
    array[('colour', null, 'new', 0, 0)]::filters.delta[], 'new values are returned'
);
select results_eq(
    $$ select value, was from filters.value_changes order by 1 $$,
    $$ values ('new', 0::bigint), ('red', 2) $$, 'all are remembered, once'
);

select * from finish();
rollback;
