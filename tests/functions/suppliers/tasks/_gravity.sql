-- Proves functions/suppliers/tasks/_gravity.sql.
begin;
select plan(1);

select results_eq(
    $$ select k.key from unnest(array[
           'suppliers.note_needed', 'core.not_permitted', 'suppliers.project_closed',
           'suppliers.transition_refused', 'suppliers.unknown_task'
       ]) as k (key)
       order by suppliers._gravity(k.key) $$,
    array[
        'suppliers.unknown_task', 'suppliers.project_closed',
        'suppliers.transition_refused', 'core.not_permitted', 'suppliers.note_needed'
    ],
    'an unknown task comes first, what the caller can mend last'
);

select * from finish();
rollback;
