-- Rendered from sql/seeds/suppliers/error_codes.sql.j2; edit that file, not this one.
-- Seeds of core.error_codes: the errors of suppliers, one row per key.

insert into core.error_codes (key, sqlstate, hint)
values
('suppliers.unknown_project', 'PT404', 'Send the id of a project that you see.'),
(
    'suppliers.unknown_supplier', 'PT404',
    'Send the id of a supplier that you see; only an active one joins a project.'
),
('suppliers.unknown_calendar', 'PT404', 'Send a code that list_calendars returns.'),
(
    'suppliers.unknown_certificate', 'PT404',
    'Send the id of a certificate that list_certificates returns.'
),
(
    'suppliers.code_taken', 'PT409',
    'Choose another code or number, or change the record that has it.'
),
(
    'suppliers.invalid_project', 'PT422',
    'Correct what the detail names; nothing was changed.'
),
(
    'suppliers.invalid_supplier', 'PT422',
    'Correct what the detail names; nothing was changed.'
),
(
    'suppliers.invalid_calendar', 'PT422',
    'Correct what the detail names; nothing was changed.'
),
('suppliers.unknown_task', 'PT404', 'Send the id of a task that list_tasks returns.'),
(
    'suppliers.unknown_person', 'PT422',
    'Choose a user of the supplier, or a manager of the project.'
),
(
    'suppliers.transition_refused', 'PT409',
    'Choose a status that may follow; list_task_transitions lists them.'
),
(
    'suppliers.dependency_open', 'PT409',
    'Finish the predecessors first; a project manager may force the task with a note.'
),
(
    'suppliers.dependency_cycle', 'PT422',
    'Remove a dependency, so that no template comes after itself.'
),
(
    'suppliers.phase_order', 'PT422',
    'Let tooling come before samples, and samples before production.'
),
('suppliers.invalid_period', 'PT422', 'Send two days in order, ten years apart at most.'),
('suppliers.due_in_past', 'PT422', 'Send today or a later day.'),
(
    'suppliers.due_before_start', 'PT422',
    'Send the planned start in the detail, or a later day.'
),
(
    'suppliers.not_capable', 'PT422',
    'Record the capability of the supplier, or its valid certificate, first.'
),
('suppliers.version_conflict', 'PT409', 'Read again, then repeat the change.'),
('suppliers.note_needed', 'PT422', 'Say why.'),
('suppliers.project_closed', 'PT409', 'Open the project, or add the supplier again.'),
('suppliers.already_added', 'PT409', 'The supplier has its tasks: see list_tasks.'),
(
    'suppliers.tasks_open', 'PT409',
    'Finish or cancel the open tasks of the supplier first.'
),
(
    'suppliers.template_in_use', 'PT409',
    'Send these templates too; a template with tasks is never deleted.'
),
(
    'suppliers.unknown_export', 'PT404',
    'Send an id that list_compliance_exports returns.'
),
(
    'suppliers.invalid_templates', 'PT422',
    'Correct the record in the detail; nothing was changed.'
),
('suppliers.unknown_digest', 'PT404', 'Send the id of a digest that list_digests returns.'),
(
    'suppliers.unknown_calendar_token', 'PT404',
    'Send the id of a token that list_calendar_tokens returns.'
),
('suppliers.too_many_calendar_tokens', 'PT409', 'Revoke a token that is not used.'),
('suppliers.unknown_feed', 'PT404', 'Make a new token: create_calendar_token.')
on conflict (key) do update
set
    sqlstate = excluded.sqlstate,
    hint = excluded.hint
where
    (
        error_codes.sqlstate,
        error_codes.hint
    )
    is distinct from (
        excluded.sqlstate,
        excluded.hint
    );
