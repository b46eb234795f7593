-- core.list_settings: the settings of all modules, by name.

create or replace function core.list_settings(
    p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page core.page;
    v_items jsonb;
begin
    perform core.require_role('admin');
    v_page := core.read_page('core.list_settings', p_after, p_page_size, '{text}');
    select coalesce(jsonb_agg(to_jsonb(s) order by s.name), '[]')
    into v_items
    from (
        select t.*
        from core.settings as t
        where t.name > coalesce(v_page.key[1], '')
        order by t.name
        limit v_page.size + 1
    ) as s;
    return core.write_page(v_page, v_items, 'name');
end;
$$;

grant execute on function core.list_settings(text, integer)
to authenticated, service_role;

comment on function core.list_settings(text, integer) is
$$The settings of all modules by name; for app role admin.

value null: the default counts. is_changeable: change_setting may change it.
value_schema: the JSON Schema of the value.
Returns: {items: [{name: text, default_value: jsonb, value: jsonb | null, description:
text, is_changeable: boolean, value_schema: jsonb | null}], next: text | null}
Units: the last word of a name, or the description, names the unit; page_size from 1 to
500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, core.invalid_page_size.
Example: {"page_size": 100}
Budget: 100 ms.
$$;
