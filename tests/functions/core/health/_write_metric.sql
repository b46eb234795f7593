-- Proves functions/core/health/_write_metric.sql.
begin;
select plan(3);

select is(
    core._write_metric(
        'rowhouse_things', 'gauge', 'Things.', '[{"labels": {}, "value": 1.50}]'
    ),
    e'# HELP rowhouse_things Things.\n# TYPE rowhouse_things gauge\n'
    'rowhouse_things 1.50\n',
    'a series without labels is its name and its value'
);
select is(
    core._write_metric(
        'rowhouse_things', 'counter', e'A \\ and\na line.',
        '[
            {"labels": {"b": "2", "a": "1"}, "value": 2},
            {"labels": {"a": "0"}, "value": 1}
        ]'
    ),
    e'# HELP rowhouse_things A \\\\ and\\na line.\n# TYPE rowhouse_things counter\n'
    'rowhouse_things{a="0"} 1\nrowhouse_things{a="1",b="2"} 2\n',
    'labels and series come in order, the help stays on its line'
);
select is(
    core._write_metric(
        'x', 'gauge', '',
        jsonb_build_array(
            jsonb_build_object(
                'labels', jsonb_build_object('a', e'q" \\ \n'), 'value', 1
            )
        )
    ),
    e'# HELP x \n# TYPE x gauge\nx{a="q\\" \\\\ \\n"} 1\n',
    'quotes, backslashes and line ends of a value are escaped'
);

select * from finish();
rollback;
