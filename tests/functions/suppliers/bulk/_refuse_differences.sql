-- Proves functions/suppliers/bulk/_refuse_differences.sql.
begin;
select plan(2);

select lives_ok(
    $$ select suppliers._refuse_differences('[]'),
        suppliers._refuse_differences('[{"task_id": 1, "errors": []}]') $$,
    'without a fault nothing is refused'
);
select is(
    tests.refusal($q$ select suppliers._refuse_differences('[
        {"task_id": 1, "errors": []},
        {"task_id": 2, "errors": [
            {"code": "suppliers.note_needed", "message": "Two."},
            {"code": "suppliers.due_in_past", "message": "Old."}]},
        {"task_id": 3, "errors": [{"code": "suppliers.unknown_task", "message": "One."}]}
    ]') $q$) - 'hint',
    '{"code": "PT404", "key": "suppliers.unknown_task",
      "detail": "2 of 3 tasks, so nothing was changed. One. Two. Old."}',
    'the gravest fault names the error, the detail has all'
);

select * from finish();
rollback;
