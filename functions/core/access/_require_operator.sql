-- core._require_operator: refuse a signed-in user without app role admin.
--
-- The service role and the project's own roles pass: they need only the grant. The
-- setting `role` is the acting role, also in a definer function.

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
