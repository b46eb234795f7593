-- suppliers.can_read_task_topic: whether the caller may read the topic of a supplier's
-- tasks in a project.
--
-- Definer: an anonymous caller may read none of the tables and must get false, not an
-- error.

create or replace function suppliers.can_read_task_topic(p_topic text)
    returns boolean
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        (
            select cardinality(suppliers._task_roles(s.project_id, s.supplier_id)) > 0
            from suppliers.supplier_projects as s
            where
                s.id = case
                    when p_topic ~ '^suppliers:tasks:[0-9]{1,18}$'
                        then split_part(p_topic, ':', 3)::bigint
                end
        ),
        false
    )
$$;

grant execute on function suppliers.can_read_task_topic(text)
to anon, authenticated, service_role;

comment on function suppliers.can_read_task_topic(text) is
    'The predicate of topics suppliers:tasks:<supplier_project_id>: managers of the '
    'project, the supplier''s people, admins.';
