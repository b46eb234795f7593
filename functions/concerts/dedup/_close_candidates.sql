-- concerts._close_candidates: take pairs from the queue of which a record is merged or
-- gone.

create or replace function concerts._close_candidates(p_entity text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    execute format(
        'update concerts.duplicate_candidates as c'
        ' set status = ''merged'', decided_at = core.now()'
        ' where c.entity = $1 and c.status = ''open'' and not ('
        '     exists (select from %1$s as t where t.id = c.left_id)'
        '     and exists (select from %1$s as t where t.id = c.right_id)'
        ' )',
        concerts._mergeable_table(p_entity)
    )
    using p_entity;
end;
$$;

comment on function concerts._close_candidates(text) is
    'Close open pairs of which a record is gone.';
