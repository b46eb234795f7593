-- commerce.list_media_versions: the versions of an image, newest first.
--
-- Definer: the functions that show a version are private. Staff reads every version, so
-- no row is left to a policy.

create or replace function commerce.list_media_versions(
    p_media_id bigint, p_after text default null, p_page_size integer default 50
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
    perform core.require_role('admin', 'buyer', 'warehouse');
    v_page := core.read_page(
        'commerce.list_media_versions', p_after, p_page_size, '{integer}'
    );
    if not exists (select from commerce.media as m where m.id = p_media_id) then
        perform core.raise_error(
            'commerce.unknown_media',
            format('There is no image %s.', core.excerpt(p_media_id::text))
        );
    end if;

    select jsonb_agg(commerce._show_media_version(v) order by v.version desc)
    into v_items
    from (
        select n.*
        from commerce.media_versions as n
        where
            n.media_id = p_media_id
            and n.version < coalesce(v_page.key[1]::integer, 2147483647)
        order by n.version desc
        limit v_page.size + 1
    ) as v;
    return core.write_page(v_page, v_items, 'version');
end;
$$;

grant execute on function commerce.list_media_versions(bigint, text, integer)
to authenticated, service_role;

comment on function commerce.list_media_versions(bigint, text, integer) is
$$The versions of an image for staff, newest first.

fault is the key of an error, hint its remedy, both null unless the version was refused.
upload is the signed upload of a pending version. What was measured of the file is null
until it is known; a version that is not ready has no url and no renditions.
Returns: {items: [{media_id: bigint, version: integer, status: "pending" | "ready" |
"refused", is_active: boolean, fault: text | null, fault_detail: text | null, hint: text
| null, upload_key: text, upload: {method: text, url: text, headers: {[text]: text},
fields: {[text]: text}, expires_at: timestamptz} | null, content_type: text | null,
bytes: bigint | null, sha256: text | null, width: integer | null, height: integer |
null, orientation: integer | null, dominant_colour: text | null, url: text | null,
renditions: [{name: "thumb" | "card" | "full", format: "webp" | "avif", width: integer,
height: integer, bytes: bigint, url: text}], registered_at: timestamptz, decided_at:
timestamptz | null}], next: text | null}
Units: page_size from 1 to 500; bytes; width and height in pixels.
Errors: PT403 core.not_permitted, PT404 commerce.unknown_media, PT422
core.invalid_cursor, core.invalid_page_size.
Example: {"media_id": 1}
Budget: 200 ms.
$$;
