-- core._find_operation: an operation that the caller may see.
--
-- Definer: callers have no grant on the table. Another caller's operation looks as if
-- it did not exist; admins and the project's own roles see all.

create or replace function core._find_operation(p_operation_id bigint)
    returns core.operations
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_operation core.operations;
begin
    select *
    into v_operation
    from core.operations
    where
        id = p_operation_id
        and (requested_by = core.actor_id() or core.can_act_as('admin'));
    if v_operation.id is null then
        perform core.raise_error(
            'core.operation_not_found',
            format('You have no operation %s.', core.excerpt(p_operation_id::text))
        );
    end if;
    return v_operation;
end;
$$;

grant execute on function core._find_operation(bigint)
to authenticated, service_role, app_worker;
