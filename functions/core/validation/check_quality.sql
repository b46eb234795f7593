-- core.check_quality: run one rule, and open, keep or resolve its findings.
--
-- One run of a rule at a time: a second one waits and then sees the findings of the
-- first. A query that fails does not change any finding, since no result is not the
-- same as no findings.

create or replace function core.check_quality(p_rule text)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_opened bigint := 0;
    v_open bigint := 0;
    v_resolved bigint := 0;
    v_failure text;
begin
    perform pg_advisory_xact_lock(hashtextextended('core.check_quality:' || p_rule, 0));

    begin
        with found as materialized (
            select q.row_key, q.detail from core._find_violations(p_rule) as q
        )

        , opened as (
            insert into core.data_quality_findings as f (
                rule, row_key, detail, opened_at, seen_at
            )
            select p_rule, q.row_key, q.detail, core.now(), core.now()
            from found as q
            on conflict (rule, row_key) where resolved_at is null do update
            set
                detail = excluded.detail,
                seen_at = greatest(f.seen_at, excluded.seen_at)
            returning f.xmax = 0 as is_new
        )

        , resolved as (
            update core.data_quality_findings as f
            set resolved_at = greatest(core.now(), f.opened_at)
            where
                f.rule = p_rule
                and f.resolved_at is null
                and not exists (select from found as q where q.row_key = f.row_key)
            returning f.id
        )

        select
            (select count(*) from opened as o where o.is_new),
            (select count(*) from opened as o where not o.is_new),
            (select count(*) from resolved)
        into v_opened, v_open, v_resolved;
    exception
        when others then
            v_failure := format('%s: %s', sqlstate, sqlerrm);
    end;

    update core.data_quality_rules
    set
        last_run_at = core.now(),
        last_failure = v_failure
    where name = p_rule;

    if v_opened + v_resolved > 0 then
        perform core.emit(
            p_type => 'core.data_quality.changed',
            p_topic => 'core:data_quality',
            p_entity_id => p_rule,
            p_payload => jsonb_build_object(
                'v', 1, 'rule', p_rule, 'opened', v_opened, 'still_open', v_open,
                'resolved', v_resolved
            )
        );
    end if;

    return jsonb_strip_nulls(jsonb_build_object(
        'rule', p_rule, 'opened', v_opened, 'still_open', v_open,
        'resolved', v_resolved, 'failure', v_failure
    ));
end;
$$;

grant execute on function core.check_quality(text)
to service_role, app_worker;

comment on function core.check_quality(text) is
$$Run one data quality rule: {rule, opened, still_open, resolved, failure}.

Emits: core.data_quality.changed {v, rule, opened, still_open, resolved}.
$$;
