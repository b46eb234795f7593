-- Proves functions/core/attach/_named_columns.sql.
begin;
select plan(2);

select is(
    core._named_columns('{"masked": ["a"], "columns": ["b", "a"], "owner": "c",
        "column": "d", "rules": [{"field": "e"}, {"kind": "compare"}], "roles": ["x"]}'),
    '{a,b,c,d,e}'::text[],
    'every option that names a column counts, once'
);
select is(core._named_columns('{}'), '{}'::text[], 'no option names none');

select * from finish();
rollback;
