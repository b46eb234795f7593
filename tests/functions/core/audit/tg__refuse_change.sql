-- Proves functions/core/audit/tg__refuse_change.sql.
begin;
select plan(9);

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

-- Given: one whose rows name a person.
create table core.t_named (id bigint, who text, note text, at timestamptz);
insert into core.t_named (id, who, note, at) values (1, 'Ada', 'x', now());
create trigger t20_refuse_change before update or delete on core.t_named
for each row execute function core.tg__refuse_change('who', 'note');
select is(
    tests.refusal(c.statement) ->> 'key', c.key, c.description
)
from (
    values
    (
        $$ update core.t_named set who = 'Bob' where true $$, 'core.append_only',
        'another person is a change'
    ),
    (
        $$ update core.t_named set who = null, id = 2 where true $$, 'core.append_only',
        'an erasure changes nothing else'
    ),
    (
        $$ update core.t_named set who = who where true $$, 'core.append_only',
        'an update of nothing is refused'
    ),
    (
        $$ update core.t_named set who = null, note = '***' where true $$, null,
        'a person may be erased'
    ),
    (
        $$ delete from core.t_named where true $$, 'core.append_only',
        'and the row stays'
    )
) as c (statement, key, description);
select is(
    (select row(n.who, n.note)::text from core.t_named as n), '(,***)',
    'nothing is left of the person'
);

select * from finish();
rollback;
