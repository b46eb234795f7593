-- Proves functions/suppliers/tasks/_refuse_task_faults.sql.
begin;
select plan(2);

select lives_ok($$ select suppliers._refuse_task_faults('[]') $$, 'no fault, no error');
select is(
    tests.refusal($q$ select suppliers._refuse_task_faults('[
        {"code": "suppliers.due_in_past", "message": "One."},
        {"code": "suppliers.note_needed", "message": "Two."}
    ]') $q$) - 'hint',
    '{"code": "PT422", "key": "suppliers.due_in_past", "detail": "One. Two."}',
    'the first fault names the error, the detail has all'
);

select * from finish();
rollback;
