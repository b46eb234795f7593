-- Proves functions/core/audit/tg__refuse_change.sql.
begin;
select plan(3);

-- Given: an append-only table with one row.
create table core.t_log (id bigint);
insert into core.t_log (id) values (1);
create trigger t20_refuse_change before update or delete on core.t_log
for each row execute function core.tg__refuse_change();

select is(
    tests.refusal('update core.t_log set id = 2 where true') - 'hint',
    '{"code": "PT409", "key": "core.append_only",
      "detail": "UPDATE of core.t_log is refused."}',
    'an update is refused, and named'
);
select is(
    tests.refusal('delete from core.t_log where true') ->> 'key', 'core.append_only',
    'a delete is refused'
);
select lives_ok('insert into core.t_log (id) values (2)', 'a new row is welcome');

select * from finish();
rollback;
