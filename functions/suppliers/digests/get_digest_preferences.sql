-- suppliers.get_digest_preferences: when the caller gets a digest.
--
-- Definer: callers may not call what shows those of any user.

create or replace function suppliers.get_digest_preferences()
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    return suppliers._show_digest_preferences(core.require_user());
end;
$$;

grant execute on function suppliers.get_digest_preferences() to authenticated;

comment on function suppliers.get_digest_preferences() is
$$The caller's preferences of digests.

is_default: the caller has set none.
Returns: {is_enabled: boolean, hour: integer, timezone: text, is_default: boolean}
Units: hour from 0 to 23, of the local day.
Errors: PT403 core.not_permitted.
Example: {}
Budget: 50 ms.
$$;
