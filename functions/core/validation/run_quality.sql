-- core.run_quality: the job that runs the data quality rules, one job per rule.
--
-- So a rule that fails does not affect the others.

create or replace function core.run_quality(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rule constant text := p_job.payload ->> 'rule';
    v_answer jsonb;
begin
    if v_rule is null then
        perform core.enqueue(
            'core.check_quality',
            jsonb_build_object('rule', r.name),
            p_queue => 'maintenance',
            p_dedupe_key => r.name
        )
        from core.data_quality_rules as r
        where r.is_enabled;
        return;
    end if;
    if not exists (
        select from core.data_quality_rules as r where r.name = v_rule and r.is_enabled
    ) then
        return;
    end if;

    v_answer := core.check_quality(v_rule);
    if v_answer ? 'failure' then
        raise warning 'rule % failed: %', v_rule, v_answer ->> 'failure';
    end if;
end;
$$;

comment on function core.run_quality(core.jobs) is
$$Handler of core.check_quality.
$$;
