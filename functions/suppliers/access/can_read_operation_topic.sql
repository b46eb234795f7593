-- suppliers.can_read_operation_topic: whether the caller may follow a bulk change.
--
-- Definer: callers have no grant on core.operations.

create or replace function suppliers.can_read_operation_topic(p_topic text)
    returns boolean
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select
        from core.operations as o
        where
            o.id = case
                when p_topic ~ '^suppliers:operation:[0-9]{1,18}$'
                    then split_part(p_topic, ':', 3)::bigint
            end
            and starts_with(o.kind, 'suppliers.')
            and (
                o.requested_by = core.actor_id()
                or core.can_act_as('admin')
                or (
                    o.params -> 'project_ids' <> '[]'
                    and o.params -> 'project_ids'
                    <@ to_jsonb(suppliers.managed_project_ids())
                )
            )
    )
$$;

grant execute on function suppliers.can_read_operation_topic(text)
to anon, authenticated, service_role;

comment on function suppliers.can_read_operation_topic(text) is
    'The predicate of topics suppliers:operation:<id>: who started it, managers of all '
    'its projects, admins.';
