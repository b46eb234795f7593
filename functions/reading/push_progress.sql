-- reading.push_progress: merge the edits that a device made while it was offline.
--
-- Lock order: the reader's row, then rows of progress ordered by series. One statement
-- decides and writes everything, so a batch is applied as a whole or not at all. It can
-- be sent again: an edit that was already applied is then a duplicate. Definer: a
-- reader has no grant on updated_at and version; the function reads and writes only
-- rows of the caller.

create or replace function reading.push_progress(p_items jsonb)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_user_id uuid := core.require_user();
    v_version bigint;
    v_answer jsonb;
begin
    v_version := reading._lock_reader(v_user_id);

    with decided as materialized (
        select d.* from reading._decide_edits(v_user_id, p_items) as d
    ),

    merged as (
        insert into reading.progress as p (
            user_id, series_id, chapter, chapter_label, page, percent, device_id,
            rewinds, updated_at, version
        )
        select
            v_user_id, d.series_id, (d.edit).chapter, (d.edit).chapter_label,
            (d.edit).page, (d.edit).percent, (d.edit).device_id, (d.edit).rewinds,
            (d.edit).updated_at,
            v_version + row_number() over (order by d.series_id)
        from decided as d
        where d.wins
        order by d.series_id
        on conflict (user_id, series_id) do update
        set
            chapter = excluded.chapter,
            chapter_label = excluded.chapter_label,
            page = excluded.page,
            percent = excluded.percent,
            device_id = excluded.device_id,
            rewinds = excluded.rewinds,
            updated_at = excluded.updated_at,
            version = excluded.version
        returning p.series_id, p.version
    ),

    stamped as (
        insert into reading.clock_corrections (
            user_id, device_id, series_id, claimed_at, corrected_at
        )
        select
            v_user_id, (d.edit).device_id, d.series_id, d.claimed_at,
            (d.edit).updated_at
        from decided as d
        where d.claimed_at <> (d.edit).updated_at
        on conflict do nothing
    ),

    logged as (
        insert into reading.conflicts (
            user_id, series_id, device_id, edited_at, policy, edit, stored, winner,
            found_at
        )
        select
            v_user_id, d.series_id, (d.edit).device_id, (d.edit).updated_at, d.policy,
            to_jsonb(d.edit), to_jsonb(d.other),
            case when d.wins then 'edit' else 'stored' end, core.now()
        from decided as d
        where d.outcome = 'conflict'
        on conflict do nothing
        returning series_id
    ),

    counted as (
        update reading.progress_versions as r
        set
            version = r.version + (select count(*) from merged),
            conflicts = r.conflicts + (select count(*) from logged)
        where r.user_id = v_user_id
    )

    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'series_id', d.series_id,
                'outcome', d.outcome,
                'winner', to_jsonb(d.standing) || jsonb_build_object(
                    'version', coalesce(m.version, d.stored_version)
                ),
                'reason', d.reason
            )
            order by d.place
        ),
        '[]'
    )
    into v_answer
    from decided as d
    left join merged as m on d.series_id = m.series_id;

    return v_answer;
end;
$$;

grant execute on function reading.push_progress(jsonb) to authenticated;

comment on function reading.push_progress(jsonb) is
$$Merge up to 1,000 offline edits of the caller; returns the outcome of each, in order.

base_version is the version of the row that the reader saw. At least one of chapter, page
and percent is needed; chapter is rounded to 3 decimals, percent to 2. A time more than 5
minutes ahead of the server becomes the server's time.
winner is the edit of the series after the merge, with its version; null if there is
none.
outcome applied: the edit won; kept: it changed nothing (duplicate, superseded, deleted,
unknown_series); conflict: it disagreed with another device; reason is why the winner
won (later, greater_device, further, rewound, greater_content), and reading.conflicts
has both edits.
Takes: {items: [{series_id: bigint, chapter?: numeric | null, chapter_label?: text |
null, page?: integer | null, percent?: numeric | null, device_id: text, updated_at:
timestamptz, base_version?: bigint | null, rewinds?: integer | null}]}
Returns: [{series_id: bigint, outcome: "applied" | "kept" | "conflict", winner:
{chapter: numeric | null, chapter_label: text | null, page: integer | null, percent:
numeric | null, device_id: text, rewinds: integer, updated_at: timestamptz, version:
bigint} | null, reason: text | null}]
Errors: PT422 reading.invalid_edits, PT422 reading.too_many_edits, PT403
core.not_permitted.
Emits: reading.progress.inserted, .updated {v, version, changed}; .changed {v, version,
verb, count} for more than 50 rows; on reading:progress:<user id>.
Example: {"items": [{"series_id": 1, "chapter": 12, "device_id": "phone",
"updated_at": "2026-01-01T00:00:00Z"}]}
Budget: 200 ms.
$$;
