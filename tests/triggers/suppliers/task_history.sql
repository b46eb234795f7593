-- Proves triggers/suppliers/task_history.sql.j2.
begin;
select plan(6);

-- Given: history of tasks.
select tests.small_project();

select triggers_are(
    'suppliers', 'task_history',
    array[
        't20_refuse_change', 't20_refuse_delete', 't20_refuse_truncate', 't91_notify'
    ],
    'task_history has exactly these triggers'
);
select throws_ok(
    $$ update suppliers.task_history set status = 'done' where true $$,
    'PT409', 'core.append_only', 'the owner cannot change a row'
);
select throws_ok(
    $$ update suppliers.task_history set reason = 'another' where true $$,
    'PT409', 'core.append_only', 'nor put a reason in place of one'
);
select throws_ok(
    'delete from suppliers.task_history where true', 'PT409', 'core.append_only',
    'nor remove it'
);
select throws_ok(
    'truncate suppliers.task_history', 'PT409', 'core.append_only',
    'nor empty the table'
);
select lives_ok(
    $$ update suppliers.task_history
       set reason = null, actor_id = null, owner_id = null, previous_owner_id = null
       where reason is not null or actor_id is not null $$,
    'a person may be erased'
);

select * from finish();
rollback;
