-- Proves functions/filters/load/_note_load.sql.
begin;
select plan(2);

select lives_ok(
    $$ select filters._note_load('small', '1', 7) $$,
    'a data set is remembered'
);
select throws_ok(
    $$ select filters._note_load('small', '2', 8) $$,
    '23505', null,
    'and cannot come in twice'
);

select * from finish();
rollback;
