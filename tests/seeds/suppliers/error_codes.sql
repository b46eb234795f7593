-- Proves sql/seeds/suppliers/error_codes.sql.j2.
begin;
select plan(3);

select set_has(
    $$ select key, sqlstate from core.error_codes
       where starts_with(key, 'suppliers.') $$,
    $$ values
       ('suppliers.unknown_project', 'PT404'),
       ('suppliers.unknown_supplier', 'PT404'),
       ('suppliers.unknown_task', 'PT404'),
       ('suppliers.unknown_calendar', 'PT404'),
       ('suppliers.unknown_certificate', 'PT404'),
       ('suppliers.unknown_person', 'PT422'),
       ('suppliers.transition_refused', 'PT409'),
       ('suppliers.dependency_open', 'PT409'),
       ('suppliers.version_conflict', 'PT409'),
       ('suppliers.project_closed', 'PT409'),
       ('suppliers.already_added', 'PT409'),
       ('suppliers.tasks_open', 'PT409'),
       ('suppliers.template_in_use', 'PT409'),
       ('suppliers.code_taken', 'PT409'),
       ('suppliers.dependency_cycle', 'PT422'),
       ('suppliers.phase_order', 'PT422'),
       ('suppliers.due_in_past', 'PT422'),
       ('suppliers.due_before_start', 'PT422'),
       ('suppliers.not_capable', 'PT422'),
       ('suppliers.note_needed', 'PT422'),
       ('suppliers.invalid_templates', 'PT422'),
       ('suppliers.invalid_project', 'PT422'),
       ('suppliers.invalid_supplier', 'PT422'),
       ('suppliers.invalid_calendar', 'PT422') $$,
    'the errors that callers handle, with their status'
);
select is_empty(
    $$ select e.key from core.error_codes as e
       where
           starts_with(e.key, 'suppliers.')
           and e.sqlstate not in (
               'PT403', 'PT404', 'PT405', 'PT409', 'PT410', 'PT413', 'PT422', 'PT429'
           ) $$,
    'each is an error of the caller'
);
select is_empty(
    $$ select e.key from core.error_codes as e
       where starts_with(e.key, 'suppliers.') and e.hint !~ '^[A-Z].*[.]$' $$,
    'each has a remedy, in a sentence'
);

select * from finish();
rollback;
