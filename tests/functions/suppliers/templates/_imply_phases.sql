-- Proves functions/suppliers/templates/_imply_phases.sql.
begin;
select plan(4);

-- Given: the small project.
select tests.small_project();

create function pg_temp.edges() returns text language sql as $$
    select string_agg(
        format('%s>%s%s', p.code, t.code, case when d.is_implied then '*' end), ' '
        order by p.place, t.place
    )
    from suppliers.task_dependencies as d
    inner join suppliers.task_templates as t on d.template_id = t.id
    inner join suppliers.task_templates as p on d.predecessor_id = p.id
    where d.project_id = 2001
$$;

select is(
    pg_temp.edges(), 'mould>sample* sample>run',
    'the last of a phase comes before the first of the next; a stated edge stays'
);
insert into suppliers.task_templates (
    project_id, code, title, phase_code, canonical_due_on, place
)
values
(2001, 'mould2', 'Mould 2', 'tooling', '2099-01-09', 5),
(2001, 'run2', 'Run 2', 'production', '2099-01-30', 6);
insert into suppliers.task_dependencies (project_id, template_id, predecessor_id)
select
    t.project_id,
    t.id as template_id,
    p.id as predecessor_id
from suppliers.task_templates as t
cross join suppliers.task_templates as p
where t.code = 'mould2' and p.code = 'mould';
do $do$ begin
    perform suppliers._imply_phases(2001);
end $do$;
select is(
    pg_temp.edges(), 'mould>mould2 sample>run sample>run2* mould2>sample*',
    'edges within a phase shorten what follows from phases'
);
delete from suppliers.task_templates
where code in ('mould2', 'run2');
update suppliers.task_templates set phase_code = null
where code = 'sample';
delete from suppliers.task_dependencies
where project_id = 2001;
do $do$ begin
    perform suppliers._imply_phases(2001);
end $do$;
select is(
    pg_temp.edges(), 'mould>run*', 'a phase that the project has not is passed over'
);

insert into suppliers.task_templates (
    project_id, code, title, phase_code, canonical_due_on, place
)
select
    2001 as project_id,
    p.code || n as code,
    'Many' as title,
    p.code as phase_code,
    '2099-01-09' as canonical_due_on,
    10 + n as place
from generate_series(1, 142) as n
cross join (values ('tooling'), ('production')) as p (code);
select throws_ok(
    'select suppliers._imply_phases(2001)', 'PT422', 'suppliers.invalid_templates',
    'phases imply at most 20,000'
);

select * from finish();
rollback;
