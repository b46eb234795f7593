-- Proves functions/core/attach/_verb_of.sql.
begin;
select plan(1);

select results_eq(
    $$ select core._verb_of(o.it)
    from unnest('{insert,update,delete,truncate}'::text[]) as o (it) $$,
    $$ values ('inserted'), ('updated'), ('deleted'), ('truncated') $$,
    'each operation has its verb'
);

select * from finish();
rollback;
