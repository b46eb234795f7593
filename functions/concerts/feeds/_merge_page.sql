-- concerts._merge_page: merge a page of a feed; a dry run takes back what it wrote.
--
-- The subtransaction of a dry run ends with an error of its own, and the counts stay.

create or replace function concerts._merge_page(
    p_feed text, p_page jsonb, p_run_id bigint, p_is_dry_run boolean
)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_counts jsonb;
begin
    v_counts := case p_feed
        when 'ticketmaster' then concerts.merge_ticketmaster(p_page, p_run_id)
        when 'spotify' then concerts.merge_spotify(p_page, p_run_id)
        when 'setlistfm' then concerts.merge_setlistfm(p_page, p_run_id)
    end;
    if p_is_dry_run then
        raise exception using errcode = 'RH001';
    end if;
    return v_counts;
exception
    when sqlstate 'RH001' then
        return v_counts;
end;
$$;

comment on function concerts._merge_page(text, jsonb, bigint, boolean) is
    'Return the counts of the merge.';
