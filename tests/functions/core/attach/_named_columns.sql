-- Proves functions/core/attach/_named_columns.sql.
begin;
select plan(4);

select is(
    core._named_columns('{"masked": ["a"], "columns": ["b", "a"], "owner": "c",
        "column": "d", "rules": [{"field": "e"}, {"kind": "compare"}], "roles": ["x"]}'),
    '{a,b,c,d,e}'::text[],
    'every option that names a column counts, once'
);
select is(
    core._named_columns('{"rules": [
        {"kind": "compare", "argument": {"left": "a", "op": "<", "right": "b"}},
        {"kind": "required_if", "field": "c", "argument": {"field": "d", "equals": 1}}
    ]}'),
    '{a,b,c,d}'::text[],
    'so does what a rule compares or depends on'
);
select is(
    core._named_columns('{"rules": [
        {"kind": "one_of", "field": "a", "argument": {"values": ["b"], "left": "c"}}, "d"
    ]}'),
    '{a}'::text[],
    'but not what another kind has in its argument'
);
select is(core._named_columns('{}'), '{}'::text[], 'no option names none');

select * from finish();
rollback;
