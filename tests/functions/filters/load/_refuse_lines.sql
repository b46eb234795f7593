-- Proves functions/filters/load/_refuse_lines.sql.
begin;
select plan(3);

-- Given: the small shop, and lines of it.
select tests.small_shop();
create temporary table lines as
select
    array[
        jsonb_populate_record(
            null::filters.incoming_line,
            '{"position": 1, "line_key": "k1", "basket_key": "b1", "store_key": "s1"}'
        ),
        jsonb_populate_record(
            null::filters.incoming_line,
            '{"position": 2, "basket_key": "b9", "store_key": "s9"}'
        )
    ] as lines;

select lives_ok(
    $$ select filters._refuse_lines(lines) from pg_temp.lines $$,
    'lines that agree are not refused'
);
select throws_ok(
    $$ select filters._refuse_lines(
        lines || jsonb_populate_record(
            null::filters.incoming_line,
            '{"position": 3, "line_key": "k1", "basket_key": "b9", "store_key": "s9"}'
        )
    ) from pg_temp.lines $$,
    'PT422', 'filters.invalid_rows',
    'a key names one line of a call'
);
select throws_ok(
    $$ select filters._refuse_lines(
        lines || jsonb_populate_record(
            null::filters.incoming_line,
            '{"position": 3, "basket_key": "b1", "store_key": "s2"}'
        )
    ) from pg_temp.lines $$,
    'PT409', 'filters.basket_elsewhere',
    'a basket is in one store'
);

select * from finish();
rollback;
