-- Proves sql/seeds/suppliers/topic_rules.sql.j2.
begin;
select plan(2);

-- Given: the topics of two suppliers in one project.
select tests.small_project();
create temporary table t_topics as
select
    s.supplier_id,
    'suppliers:tasks:' || s.id as name
from suppliers.supplier_projects as s
where s.project_id = 2001;
grant select on t_topics to authenticated;

select results_eq(
    $$ select r.prefix, r.audience, r.predicate, r.is_broadcast
       from core.topic_rules as r
       where r.prefix = 'suppliers:tasks' $$,
    $$ values (
        'suppliers:tasks', 'predicate', 'suppliers.can_read_task_topic', true
    ) $$,
    'changes of tasks are pushed'
);
select tests.login_as(tests.user('sam'), 'supplier');
select results_eq(
    $$ select t.supplier_id, core.can_read_topic(t.name) from t_topics as t
       order by t.supplier_id $$,
    $$ values (3001::bigint, true), (3002, false) $$,
    'a supplier follows its own tasks, not those of another one'
);

select * from finish();
rollback;
