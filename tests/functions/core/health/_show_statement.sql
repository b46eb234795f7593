-- Proves functions/core/health/_show_statement.sql.
begin;
select plan(8);

select is(
    core._show_statement(E'select *\n  from core.jobs where kind = $1'),
    'select * from core.jobs where kind = $1', 'a statement is one line'
);
select is(
    core._show_statement('update t set name = ''Ada'' where id = 1'),
    'update t set name = …', 'it ends before its first literal'
);
select is(
    core._show_statement('select $body$Ada$body$'), 'select …', 'however that is quoted'
);
select is(
    core._show_statement('ALTER ROLE ada PASSWORD ''secret'''), 'alter',
    'of a statement that is not planned the first word is shown'
);
select is(
    core._show_statement('select t1 + 42 from t'), 'select t1 + …', 'or a number'
);
select is(
    core._show_statement('select a /* for bob@example.org */ from t'), 'select a …',
    'or a comment'
);
select is(
    core._show_statement(E'select \x1b]\x07x\u009b, y'), 'select ] x , y',
    'characters that command a terminal are left out'
);
select is(
    length(core._show_statement('select ' || repeat('x', 500))), 200, 'it is short'
);

select * from finish();
rollback;
