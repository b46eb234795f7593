-- suppliers.list_digests: the caller's digests.
--
-- Invoker: the policy selects the caller's rows.

create or replace function suppliers.list_digests(
    p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page constant core.page := core.read_page(
        'suppliers.list_digests', p_after, p_page_size, '{bigint}'
    );
    v_items jsonb;
begin
    select jsonb_agg(to_jsonb(n) order by n.digest_id desc)
    into v_items
    from (
        select d.id as digest_id, d.digest_on, d.timezone, d.counts, d.made_at
        from suppliers.digests as d
        where
            d.user_id = core.actor_id()
            and d.id < coalesce((v_page).key[1]::bigint, 9223372036854775807)
        order by d.id desc
        limit (v_page).size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'digest_id');
end;
$$;

grant execute on function suppliers.list_digests(text, integer) to authenticated;

comment on function suppliers.list_digests(text, integer) is
$$The caller's digests, newest first.

Returns: {items: [{digest_id: bigint, digest_on: date, timezone: text, counts:
{due_soon: bigint, overdue: bigint, blocked: bigint, assigned: bigint}, made_at:
timestamptz}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Example: {}
Budget: 50 ms.
$$;
