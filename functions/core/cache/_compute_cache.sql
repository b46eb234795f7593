-- core._compute_cache: compute a response and store it.
--
-- The claims of the caller are removed during the computation, so a stored response
-- never contains what only one user may see. The snapshot is taken before the
-- computation: it can only be too old, which invalidates the entry too early, never too
-- late. A snapshot does not list its own transaction as in progress, so it is added:
-- otherwise a later change of the same transaction would count as seen. A read-only
-- transaction computes but stores nothing.

create or replace function core._compute_cache(p_cache text, p_arguments jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_cache core.caches;
    v_keep jsonb;
    v_claims constant text := coalesce(current_setting('request.jwt.claims', true), '');
    v_own constant xid8 := pg_current_xact_id_if_assigned();
    v_snapshot pg_snapshot := pg_current_snapshot();
    v_start constant timestamptz := clock_timestamp();
    v_payload jsonb;
begin
    if v_own < pg_snapshot_xmax(v_snapshot) then
        v_snapshot := (
            select
                format(
                    '%s:%s:%s',
                    pg_snapshot_xmin(v_snapshot), pg_snapshot_xmax(v_snapshot),
                    string_agg(r.xid::text, ',' order by r.xid)
                )
            from (
                select pg_snapshot_xip(v_snapshot) as xid
                union
                select v_own as xid
            ) as r
        )::pg_snapshot;
    end if;

    select c.*
    into strict v_cache
    from core.caches as c
    where c.name = p_cache;
    v_keep := core.setting(v_cache.setting);

    perform set_config('request.jwt.claims', '', true);
    execute format(
        'select %I.%I($1)',
        split_part(v_cache.function_name, '.', 1),
        split_part(v_cache.function_name, '.', 2)
    )
    into v_payload
    using p_arguments;
    perform set_config('request.jwt.claims', v_claims, true);

    v_payload := coalesce(v_payload, 'null');
    if current_setting('transaction_read_only')::boolean then
        return v_payload;
    end if;

    insert into core.cache_entries as e (
        cache, arguments, payload, etag, snapshot, computed_at, expires_at,
        stale_until_at, computed_ms
    )
    values (
        p_cache, p_arguments, v_payload, md5(v_payload::text), v_snapshot, core.now(),
        core.now() + make_interval(secs => (v_keep -> 'fresh_seconds')::float8),
        core.now() + make_interval(
            secs => (v_keep -> 'fresh_seconds')::float8
            + (v_keep -> 'stale_seconds')::float8
        ),
        date_part('epoch', clock_timestamp() - v_start) * 1000
    )
    on conflict (cache, arguments) do update
    set
        payload = excluded.payload,
        etag = excluded.etag,
        snapshot = excluded.snapshot,
        computed_at = excluded.computed_at,
        expires_at = excluded.expires_at,
        stale_until_at = excluded.stale_until_at,
        computed_ms = excluded.computed_ms;

    return v_payload;
end;
$$;

comment on function core._compute_cache(text, jsonb) is
$$The response of a cached function, computed now.
$$;
