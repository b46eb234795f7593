-- Proves functions/suppliers/tasks/_task_faults.sql.
begin;
select plan(3);

-- Given: the small project.
select tests.small_project();

select is(
    suppliers._task_faults(
        tests.task_of('ACME', 'mould'),
        '{"status": "in_progress", "due_on": "2099-01-14", "reason": "Late."}'
    ),
    '[]', 'a change without a fault has none'
);
select is(
    (
        select jsonb_agg(f - 'message')
        from jsonb_array_elements(
            suppliers._task_faults(
                tests.task_of('ACME', 'mould'),
                '{"status": "done", "due_on": "2000-01-14"}'
            )
        ) as f
    ),
    '[{"field": "status", "code": "suppliers.transition_refused", "severity": "error"},
      {"field": "due_on", "code": "suppliers.due_in_past", "severity": "error"},
      {"field": "reason", "code": "suppliers.note_needed", "severity": "error"}]',
    'faults of status and date come together, the gravest first'
);
select is(
    jsonb_array_length(suppliers._task_faults(-1, '{"status": "done"}')), 1,
    'an unknown task has one fault'
);

select * from finish();
rollback;
