-- reading._decide_edits: the outcome of each pushed edit, computed without writing.
--
-- Per series, the greatest of the stored row and all pushed edits wins. Of each device
-- only its greatest edit counts; the others are its own history. An edit is a conflict
-- if it loses to another device's edit, or if it replaces another device's row that is
-- newer than its base version. An edit up to the deletion of its series is void, also
-- once the series was begun again: the furthest policy would bring its place back. The
-- time of an edit from a clock that runs ahead is corrected once: a repeated push gets
-- the corrected time of the first.

create or replace function reading._decide_edits(p_user_id uuid, p_items jsonb)
    returns table (
        place integer, series_id bigint, policy text, claimed_at timestamptz,
        edit reading.edit, wins boolean, outcome text, reason text,
        other reading.edit, standing reading.edit, stored_version bigint
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with items as materialized (
        select
            e.place,
            e.series_id,
            e.base_version,
            (e.edit).updated_at as claimed_at,
            row(
                (e.edit).chapter, (e.edit).chapter_label, (e.edit).page,
                (e.edit).percent, (e.edit).device_id, (e.edit).rewinds,
                case
                    when t.corrected_at is not null then t.corrected_at
                    when (e.edit).updated_at > core.now() + interval '5 minutes'
                        then core.now()
                    else (e.edit).updated_at
                end
            )::reading.edit as edit
        from reading._read_edits(p_items) as e
        left join reading.clock_corrections as t
            on
                t.user_id = p_user_id
                and t.device_id = (e.edit).device_id
                and t.series_id = e.series_id
                and t.claimed_at = (e.edit).updated_at
    ),

    known as materialized (
        select
            i.*,
            coalesce(o.policy, 'lww') as policy,
            g.version as stored_version,
            case when g.version is not null then row(
                g.chapter, g.chapter_label, g.page, g.percent, g.device_id, g.rewinds,
                g.updated_at
            )::reading.edit end as stored,
            case
                when s.id is null then 'unknown_series'
                when d.deleted_at >= (i.edit).updated_at then 'deleted'
            end as obstacle
        from items as i
        left join reading.series as s on i.series_id = s.id
        left join reading.progress_policies as o
            on o.user_id = p_user_id and i.series_id = o.series_id
        left join reading.progress as g
            on g.user_id = p_user_id and i.series_id = g.series_id
        left join reading.tombstones as d
            on d.user_id = p_user_id and i.series_id = d.series_id
    ),

    rated as materialized (
        select
            k.*,
            reading._rank(k.edit, k.policy) as rank,
            case
                when k.stored_version is not null
                    then reading._rank(k.stored, k.policy)
            end as stored_rank
        from known as k
    ),

    ranked as (
        select
            k.*,
            row_number() over (
                partition by k.series_id, (k.edit).device_id, k.obstacle
                order by k.rank desc, k.place
            ) as own_place,
            first_value(k.place) over best as best_place,
            first_value(k.edit) over best as best,
            first_value(k.rank) over best as best_rank
        from rated as k
        window best as (
            partition by k.series_id, k.obstacle order by k.rank desc, k.place
        )
    ),

    judged as (
        select
            r.*,
            r.obstacle is null
            and (r.stored_version is null or r.best_rank > r.stored_rank) as is_beaten
        from ranked as r
    ),

    stood as (
        select
            j.*,
            j.is_beaten and j.place = j.best_place as wins,
            case when j.is_beaten then j.best else j.stored end as standing,
            case
                when j.is_beaten then j.best_rank else j.stored_rank
            end as standing_rank
        from judged as j
    )

    select
        w.place,
        w.series_id,
        w.policy,
        w.claimed_at,
        w.edit,
        w.wins,
        v.outcome,
        case
            when v.outcome = 'kept' then v.why
            when w.wins and w.stored_version is null then 'new'
            when w.wins then reading._reason(w.rank, w.stored_rank)
            else reading._reason(w.standing_rank, w.rank)
        end as reason,
        case when w.wins then w.stored else w.standing end as other,
        w.standing,
        w.stored_version
    from stood as w
    cross join lateral (
        values (
            case
                when w.wins and w.stored_version > w.base_version
                    and (w.stored).device_id <> (w.edit).device_id then 'conflict'
                when w.wins then 'applied'
                when w.obstacle is not null
                    or w.rank = w.standing_rank
                    or w.own_place > 1
                    or (w.standing).device_id = (w.edit).device_id then 'kept'
                else 'conflict'
            end,
            case
                when w.obstacle is not null then w.obstacle
                when w.rank = w.standing_rank then 'duplicate'
                else 'superseded'
            end
        )
    ) as v (outcome, why)
$$;

comment on function reading._decide_edits(uuid, jsonb) is
$$One row per item: outcome and reason as push_progress returns them, whether it wins.

other: the other side of a conflict; standing: the edit of the series that wins.
Errors: reading.invalid_edits PT422, reading.too_many_edits PT422.
$$;
