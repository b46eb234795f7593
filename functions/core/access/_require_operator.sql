-- core._require_operator: refuse a signed-in user who is no admin.
--
-- The service role and our own roles get this far by their grant alone. `role` names
-- who was set, inside a definer function too.

create or replace function core._require_operator()
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if current_setting('role', true) in ('anon', 'authenticated')
        and not core.has_role('admin')
    then
        perform core.raise_error('core.not_permitted', 'This needs app role admin.');
    end if;
end;
$$;

grant execute on function core._require_operator()
to authenticated, service_role, app_worker, app_reader;
