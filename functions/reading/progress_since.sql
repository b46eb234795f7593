-- reading.progress_since: the caller's progress that changed after a version.
--
-- One statement reads rows, tombstones and the version from one snapshot. Writes to one
-- reader are serialized and commit in the order of their versions, so no row can appear
-- later with a version at or below the returned one.

create or replace function reading.progress_since(p_version bigint default 0)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with asked as (
        select
            coalesce(r.version, 0) as version,
            coalesce(
                p_version < r.forgotten_version and p_version > 0
                or p_version > coalesce(r.version, 0),
                false
            ) as is_reset
        from (values (core.actor_id())) as a (user_id)
        left join reading.progress_versions as r on a.user_id = r.user_id
    ),

    since as (
        select
            a.*,
            case when a.is_reset then 0 else coalesce(p_version, 0) end as version_before
        from asked as a
    )

    select jsonb_build_object(
        'version', s.version,
        'reset', s.is_reset,
        'rows', (
            select coalesce(
                jsonb_agg(to_jsonb(p) - 'user_id' order by p.version), '[]'
            )
            from reading.progress as p
            where p.user_id = core.actor_id() and p.version > s.version_before
        ),
        'tombstones', (
            select coalesce(
                jsonb_agg(to_jsonb(t) - 'user_id' order by t.version), '[]'
            )
            from reading.tombstones as t
            where
                t.user_id = core.actor_id()
                and t.version > s.version_before
                and s.version_before > 0
                and not exists (
                    select from reading.progress as p
                    where p.user_id = t.user_id and p.series_id = t.series_id
                )
        ),
        'policies', (
            select coalesce(jsonb_object_agg(o.series_id, o.policy), '{}')
            from reading.progress_policies as o
            where o.user_id = core.actor_id()
        )
    )
    from since as s
$$;

grant execute on function reading.progress_since(bigint) to authenticated;

comment on function reading.progress_since(bigint) is
$$The caller's progress after a version.

Version 0 returns everything. Store the returned version and pass it in the next call.
reset: the device was away for longer than tombstones are kept, or its version is above
the server's; it must drop its local rows, and rows holds everything.
tombstones are those of series that are still deleted. policies has all that the caller
has set on any device, by series id.
Returns: {version: bigint, reset: boolean, rows: [{series_id: bigint, chapter: numeric |
null, chapter_label: text | null, page: integer | null, percent: numeric | null,
device_id: text, rewinds: integer, updated_at: timestamptz, version: bigint}],
tombstones: [{series_id: bigint, deleted_at: timestamptz, version: bigint}], policies:
{[text]: text}}
Example: {"version": 0}
Budget: 200 ms.
$$;
