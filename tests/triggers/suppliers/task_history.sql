-- Proves triggers/suppliers/task_history.sql.j2.
begin;
select plan(5);

-- Given: the history of the tasks of the small project.
select tests.small_project();

select triggers_are(
    'suppliers', 'task_history', array['t20_refuse_change', 't20_refuse_truncate'],
    'task_history has exactly these triggers'
);
select throws_ok(
    $$ update suppliers.task_history set reason = 'Other' where true $$,
    'PT409', 'core.append_only', 'the owner cannot change a row'
);
select throws_ok(
    'delete from suppliers.task_history where true',
    'PT409', 'core.append_only', 'the owner cannot remove a row'
);
select throws_ok(
    'truncate suppliers.task_history', 'PT409', 'core.append_only',
    'the owner cannot empty it'
);
select is(
    (select count(*) from suppliers.task_history),
    (select count(*) from suppliers.task_instances),
    'what was refused changed nothing'
);

select * from finish();
rollback;
