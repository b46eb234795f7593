-- core.is_erasing: whether the current changes are the erasure of a person.
--
-- For triggers that keep a history of their own: an erasure is not a change of state.
-- Erasures run in jobs, so a caller who sets the setting in a session hides nothing.

create or replace function core.is_erasing()
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        coalesce(current_setting('rowhouse.erasing', true), '') <> ''
        and core._is_operator()
$$;

grant execute on function core.is_erasing()
to authenticated, service_role, app_worker;

comment on function core.is_erasing() is
    'True within core.erase_person; a trigger then records no change.';
