-- core.search_jobs: jobs of a state, newest first.
--
-- One request reads at most 10,000 rows of the state; a page may then be short and
-- still have a next one. Running jobs are found among the first 10,000 of each queue's
-- index of ready ones. Definer: no caller may read the tables.

create or replace function core.search_jobs(
    p_state text default null,
    p_queue text default null,
    p_kind text default null,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_most constant integer := 10000;
    v_page core.page;
    v_below bigint;
    v_items jsonb;
    v_read bigint;
    v_last bigint;
begin
    perform core.require_role('admin');
    if p_state not in ('ready', 'running', 'waiting', 'dead', 'finished') then
        perform core.raise_error(
            'core.invalid_argument',
            'state must be ready, running, waiting, dead, finished or null.'
        );
    end if;
    v_page := core.read_page('core.search_jobs', p_after, p_page_size, '{bigint}');
    v_below := coalesce(v_page.key[1]::bigint, 9223372036854775807);

    with read as materialized (
        select r.*
        from core._read_jobs(p_state, v_below, c_most) as r
    ),

    found as (
        select r.*
        from read as r
        where
            (p_queue is null or r.queue = p_queue)
            and (p_kind is null or r.kind = p_kind)
        order by r.id desc
        limit v_page.size + 1
    )

    select
        (select jsonb_agg(to_jsonb(f) order by f.id desc) from found as f),
        count(*),
        min(r.id)
    into v_items, v_read, v_last
    from read as r;

    if v_read = c_most and coalesce(jsonb_array_length(v_items), 0) <= v_page.size then
        return jsonb_build_object(
            'items', coalesce(v_items, '[]'),
            'next', core.write_cursor('core.search_jobs', array[v_last::text])
        );
    end if;
    return core.write_page(v_page, v_items, 'id');
end;
$$;

grant execute on function core.search_jobs(text, text, text, text, integer)
to authenticated, service_role;

comment on function core.search_jobs(text, text, text, text, integer) is
$$Jobs of a state, a queue and a kind, newest first; for app role admin.

`state` is ready, running, waiting, dead or finished; null is every unfinished job. A
page may be short while next is not null. A running job behind 10,000 others of its
queue, such as those of a kind without a worker, is found with state null only.
Returns: {items: [{id: bigint, kind: text, queue: text, state: "ready" | "running" |
"waiting" | "dead" | "succeeded" | "cancelled", wait_reason: text | null, attempts:
integer, max_attempts: integer | null, enqueued_at: timestamptz, run_at: timestamptz |
null, finished_at: timestamptz | null, error: text | null}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument, PT422
core.invalid_cursor, PT422 core.invalid_page_size.
Example: {"state": "dead"}
Budget: 100 ms.
$$;
