-- core.list_feature_flags: all feature flags, by name.
--
-- Definer: no app role may read the tables.

create or replace function core.list_feature_flags(
    p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page core.page;
    v_items jsonb;
begin
    perform core.require_role('admin');
    v_page := core.read_page('core.list_feature_flags', p_after, p_page_size, '{text}');
    select jsonb_agg(core._show_feature_flag(f) order by f.name)
    into v_items
    from (
        select g.*
        from core.feature_flags as g
        where g.name > coalesce(v_page.key[1], '')
        order by g.name
        limit v_page.size + 1
    ) as f;
    return core.write_page(v_page, coalesce(v_items, '[]'), 'name');
end;
$$;

grant execute on function core.list_feature_flags(text, integer)
to authenticated, service_role;

comment on function core.list_feature_flags(text, integer) is
$$All feature flags by name, each with whom it is on for; for app role admin.

is_enabled false: off for all. user_ids and roles: on whatever the share.
Returns: {items: [{name: text, description: text, is_enabled: boolean, share_percent:
numeric, roles: [text], version: bigint, created_at: timestamptz, updated_at:
timestamptz, user_ids: [uuid]}], next: text | null}
Units: share_percent in percent of the users, page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, core.invalid_page_size.
Example: {"page_size": 20}
Budget: 100 ms.
$$;
