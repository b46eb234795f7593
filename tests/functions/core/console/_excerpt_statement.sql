-- Proves functions/core/console/_excerpt_statement.sql.
begin;
select plan(4);

select is(
    core._excerpt_statement('select x from t where y = $1'),
    'select x from t where y = $1', 'a statement without literals is shown'
);
select is(
    core._excerpt_statement('alter role x password ''secret'''),
    'alter role x password …', 'it ends before the first text'
);
select is(
    core._excerpt_statement('select $$secret$$'), 'select …', 'also in dollars'
);
select is(core._excerpt_statement('select t1 + 42'), 'select t1 + …', 'or number');

select * from finish();
rollback;
