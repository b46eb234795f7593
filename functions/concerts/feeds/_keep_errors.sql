-- concerts._keep_errors: keep the faults of a page with their paths; a run keeps 1,000.

create or replace function concerts._keep_errors(p_run_id bigint, p_faults jsonb)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_most constant bigint := 1000;
begin
    insert into concerts.feed_errors (
        feed_run_id, kind, path, external_id, detail, happened_at
    )
    select
        p_run_id,
        coalesce(f.kind, 'shape'),
        left(f.path, 300),
        left(f.external_id, 200),
        left(f.detail, 500),
        core.now()
    from jsonb_to_recordset(p_faults) as f (
        kind text, path text, external_id text, detail text
    )
    where p_run_id is not null
    limit greatest(
        c_most - (
            select count(*)
            from concerts.feed_errors as e
            where e.feed_run_id = p_run_id
        ),
        0
    );
    return jsonb_array_length(p_faults);
end;
$$;

comment on function concerts._keep_errors(bigint, jsonb) is
    'Keep faults [{kind, path, external_id, detail}]; returns how many there are.';
