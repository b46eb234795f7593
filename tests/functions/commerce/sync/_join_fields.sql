-- Proves functions/commerce/sync/_join_fields.sql.
begin;
select plan(3);

select is(
    commerce._join_fields(
        '{"a": {"pms": {"version": 1, "value": 1}}, "b": {"us": {"version": 1}}}',
        '{"a": {"pms": {"version": 2, "value": 2}, "us": {"version": 1}}}'
    ),
    '{"a": {"pms": {"version": 2, "value": 2}, "us": {"version": 1}},
    "b": {"us": {"version": 1}}}', 'each side of each field is joined by itself'
);
select is(
    commerce._join_fields('{}', '{"a": {"us": {"version": 1}}}'),
    '{"a": {"us": {"version": 1}}}', 'a field that one copy lacks is taken over'
);
select is(commerce._join_fields('{}', '{}'), '{}', 'nothing is nothing');

select * from finish();
rollback;
