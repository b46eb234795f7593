-- Proves functions/core/common/tg__freeze_key.sql.
begin;
select plan(4);

-- Given: a table that keeps its key, with one row.
create table core.t_kept (id bigint primary key, name text);
insert into core.t_kept (id, name) values (1, 'one');
create trigger t20_keep_key before update on core.t_kept
for each row when (new.id is distinct from old.id)
execute function core.tg__freeze_key();

select is(
    tests.refusal('update core.t_kept set id = 2 where true') - 'hint',
    '{"code": "PT409", "key": "core.fixed_key",
      "detail": "The key of a row of core.t_kept never changes."}',
    'another key is refused'
);
select lives_ok(
    'update core.t_kept set id = 1, name = ''two'' where true', 'the same one is not'
);
select lives_ok(
    $$ insert into core.t_kept (id, name) values (1, 'three')
       on conflict (id) do update set id = excluded.id, name = excluded.name $$,
    'nor an upsert that sets it'
);
select is((select name from core.t_kept), 'three', 'which changes the rest');

select * from finish();
rollback;
