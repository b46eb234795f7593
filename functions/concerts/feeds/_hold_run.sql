-- concerts._hold_run: the row of a run, locked, for the holder of its token.
--
-- A holder that was taken over, or whose run has ended, is refused. A lease is
-- prolonged by two minutes.

create or replace function concerts._hold_run(p_run_id bigint, p_token bigint)
    returns concerts.feed_runs
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_run concerts.feed_runs;
begin
    update concerts.feed_runs
    set lease_until_at = case
        when lease_until_at is not null
            then greatest(lease_until_at, core.now() + interval '2 minutes')
    end
    where id = p_run_id and token = p_token and status = 'running'
    returning * into v_run;
    if v_run.id is null then
        perform core.raise_error(
            'concerts.feed_superseded', format('Run %s is not held any more.', p_run_id)
        );
    end if;
    return v_run;
end;
$$;

comment on function concerts._hold_run(bigint, bigint) is
$$Return the run.

Errors: PT409 concerts.feed_superseded.
$$;
